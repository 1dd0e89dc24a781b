package chat.parley.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import chat.parley.TestUser;
import chat.parley.backplane.RedisProcess;
import chat.parley.ops.ServiceProcess;

/** The same load on one, two and three processes with a Redis backplane. They share one machine, so this shows the cost of the backplane and not the gain from more machines. */
final class SeveralProcesses {

    private static final int MAX_PROCESSES = 3;
    private static final int SENDERS = 64;
    private static final int MANY_ROOMS = 1_000;

    private final Map<String, String> database;
    private final Duration warmUp;
    private final Duration measured;
    private final Table table;

    /** @param database the settings with its address */
    SeveralProcesses(Map<String, String> database, Duration warmUp, Duration measured, Table table) {
        this.database = database;
        this.warmUp = warmUp;
        this.measured = measured;
        this.table = table;
    }

    void measure() throws Exception {
        try (var redis = RedisProcess.startNew()) {
            for (var processes = 1; processes <= MAX_PROCESSES; processes++) {
                measure(processes, redis);
            }
        }
    }

    private void measure(int processes, RedisProcess redis) throws Exception {
        var ports = Stream.generate(ServiceProcess::freePort).limit(processes).toList();
        var services = new ArrayList<ServiceProcess>();
        try {
            ports.forEach(port -> services.add(ServiceProcess.start(settings(port, redis))));
            var handles = services.stream().map(ServiceProcess::process).toList();
            deliveries(processes, ports, handles);
            sends(processes, ports, handles);
        } finally {
            services.forEach(ServiceProcess::close);
        }
    }

    private Map<String, String> settings(int port, RedisProcess redis) {
        var settings = new HashMap<>(database);
        settings.putAll(Map.of(
                "QUARKUS_HTTP_PORT",
                String.valueOf(port),
                "PARLEY_RATE_LIMIT_MULTIPLIER",
                "0",
                "PARLEY_AUTH_PASSWORD_ARGON2_MEMORY_KIB",
                "64",
                "PARLEY_BACKPLANE_TYPE",
                "redis",
                "QUARKUS_REDIS_HOSTS",
                redis.url()));
        return settings;
    }

    private void deliveries(int processes, List<Integer> ports, List<ProcessHandle> handles) throws Exception {
        var people = Stream.generate(() -> TestUser.create("listener"))
                .limit(Broadcast.SOCKETS)
                .toList();
        var writer = people.get(0);
        var room = writer.createRoom("public");
        people.subList(1, people.size()).forEach(person -> person.join(room));
        try (var listeners = new ListenerLoad(
                        ports, "/ws", people.stream().map(TestUser::session).toList());
                var connection = new Connection(ports.get(0), writer.session())) {
            var broadcast = new Broadcast(handles, listeners, seq -> post(connection, room), 0);
            broadcast.during(warmUp);
            var cost = broadcast.during(measured);
            table.row(
                    "CPU of all for a delivery, " + processesText(processes),
                    "%.1f µs".formatted(cost.serverMicros()),
                    "");
            table.row(
                    "post to last of 1,000 deliveries, p50 and p99, " + processesText(processes),
                    "%.1f ms, %.1f ms".formatted(cost.median(), cost.p99()),
                    "");
        }
    }

    private void sends(int processes, List<Integer> ports, List<ProcessHandle> handles) throws Exception {
        var mira = TestUser.create("mira");
        var hot = List.of(mira.createRoom("private"));
        var many = Stream.generate(() -> mira.createRoom("private"))
                .limit(MANY_ROOMS)
                .toList();
        sends(processes, ports, handles, mira, many, "over 1,000 rooms");
        sends(processes, ports, handles, mira, hot, "in one hot room");
    }

    private void sends(
            int processes,
            List<Integer> ports,
            List<ProcessHandle> handles,
            TestUser person,
            List<Long> rooms,
            String where)
            throws Exception {
        var senders = new AtomicInteger();
        Load.run(SENDERS, warmUp, () -> sender(ports.get(senders.getAndIncrement() % processes), person, rooms));
        var cpu = Cpu.of(handles);
        var work = Load.run(
                SENDERS, measured, () -> sender(ports.get(senders.getAndIncrement() % processes), person, rooms));
        table.row(
                "durable sends a second %s, %s".formatted(where, processesText(processes)),
                Table.number(work.perSecond()),
                "");
        table.row(
                "CPU of all for a durable post %s, %s".formatted(where, processesText(processes)),
                Table.number(cpu.microsFor(work.done())) + " µs",
                "");
    }

    private static Load.Client sender(int port, TestUser person, List<Long> rooms) throws Exception {
        var connection = new Connection(port, person.session());
        return connection.client(
                201,
                () -> connection.post(path(rooms.get(ThreadLocalRandom.current().nextInt(rooms.size()))), json()));
    }

    private static void post(Connection connection, long room) throws Exception {
        var response = connection.post(path(room), json());
        if (response.status() != 201) {
            throw new IllegalStateException("A post was answered with " + response);
        }
    }

    private static String path(long room) {
        return "/api/rooms/" + room + "/messages";
    }

    private static String json() {
        return "{\"body\":\"" + Bench.BODY + "\",\"clientId\":\"" + UUID.randomUUID() + "\"}";
    }

    private static String processesText(int processes) {
        return processes == 1 ? "1 process" : processes + " processes";
    }
}

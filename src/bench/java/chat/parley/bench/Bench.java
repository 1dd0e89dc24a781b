package chat.parley.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import chat.parley.Person;
import chat.parley.ops.Service;
import chat.parley.proof.DatabaseProcess;

/**
 * Measures the packaged service on a PostgreSQL that waits for the disk, from this process, on the same machine. Every
 * answer is checked, and what was acknowledged is counted again in the log.
 */
class Bench {

    static final String BODY = "The bakery on the corner is open again: they have the rye bread back, and the dark one too.";

    private static final int SENDERS = 64;
    private static final int CLIENTS = 16;
    private static final int MANY_ROOMS = 1_000;
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("bench.warm-up", 15));
    private static final Duration MEASURED = Duration.ofSeconds(Integer.getInteger("bench.seconds", 10));

    @TempDir
    Path folder;

    private final Table table = new Table();

    @Test
    void measure() throws Exception {
        try (var database = DatabaseProcess.startedIn(folder)) {
            var settings = new HashMap<>(database.address());
            settings.putAll(Map.of("QUARKUS_HTTP_PORT", String.valueOf(Service.freePort()), "PARLEY_LIMITS_FACTOR", "0",
                    "PARLEY_PASSWORD_BCRYPT_COST", "4"));
            var begun = System.nanoTime();
            try (var service = Service.ready(settings)) {
                table.row("start to ready", "%.1f s".formatted((System.nanoTime() - begun) / 1e9), "");
                measure(service, Integer.parseInt(settings.get("QUARKUS_HTTP_PORT")), database.url());
            }
            table.write(Path.of("target", "bench", "table.md"));
        }
    }

    private void measure(Service service, int port, String url) throws Exception {
        var mira = Person.called("mira");
        var hot = mira.makesRoom("private");
        var rooms = Stream.generate(() -> mira.makesRoom("private")).limit(MANY_ROOMS).toList();
        mira.posts(hot, 30);
        long author;
        try (var connection = java.sql.DriverManager.getConnection(url, "postgres", "");
                var ask = connection.createStatement(); var id = ask.executeQuery("select max(id) from account")) {
            id.next();
            author = id.getLong(1);
        }
        sends(service, port, url, mira, author, List.of(hot), "in one hot room", 5);
        sends(service, port, url, mira, author, rooms, "over 1,000 rooms", 1);

        var tom = Person.called("tom");
        var quiet = Stream.generate(() -> tom.makesRoom("public")).limit(25).toList();
        quiet.forEach(room -> tom.posts(room, 25));
        requests(service, "room page with 25 messages", 200, port, tom, "/rooms/" + quiet.get(0));
        requests(service, "latest 25 messages", 120, port, tom, "/api/rooms/" + quiet.get(0) + "/messages");
        requests(service, "list of 25 rooms", 120, port, tom, "/api/rooms?mine=true");
    }

    private void sends(Service service, int port, String url, Person person, long author, List<Long> rooms, String where,
            double target) throws Exception {
        Callable<Load.Client> sender = () -> sender(port, person, rooms);
        Load.run(SENDERS, WARM_UP, sender);
        var before = seqs(person, rooms);
        var cpu = Cpu.of(service.process());
        var ours = Load.run(SENDERS, MEASURED, sender);
        var micros = cpu.microsFor(ours.done());
        if (seqs(person, rooms) - before != ours.done()) {
            throw new IllegalStateException("Acknowledged were %d, stored %d".formatted(ours.done(), seqs(person, rooms) - before));
        }
        var theirs = Load.run(SENDERS / 2, MEASURED, () -> new RowATransaction(url, rooms, author));
        var ratio = ours.aSecond() / theirs.aSecond();
        table.row("durable sends a second " + where + ", 64 senders", Table.number(ours.aSecond()), "");
        table.row("one row a transaction " + where + ", JDBC", Table.number(theirs.aSecond()), "");
        table.row("the first to the second", Table.number(ratio),
                "at least %.0f: %s".formatted(target, Table.met(ratio >= target)));
        table.row("service CPU for a durable post " + where, Table.number(micros) + " µs",
                "at most 400 µs: " + Table.met(micros <= 400));
    }

    private void requests(Service service, String what, double target, int port, Person person, String path) throws Exception {
        Callable<Load.Client> client = () -> getter(port, person, path);
        Load.run(CLIENTS, WARM_UP, client);
        var cpu = Cpu.of(service.process());
        var load = Cpu.of(ProcessHandle.current());
        var work = Load.run(CLIENTS, MEASURED, client);
        var micros = cpu.microsFor(work.done());
        table.row(what + ", requests a second, 16 clients", "%s (%s µs of the load's own CPU)".formatted(
                Table.number(work.aSecond()), Table.number(load.microsFor(work.done()))), "");
        table.row("service CPU for it", Table.number(micros) + " µs",
                "at most %.0f µs: %s".formatted(target, Table.met(micros <= target)));
    }

    private static Load.Client sender(int port, Person person, List<Long> rooms) throws Exception {
        var connection = new Connection(port, person.session());
        return checked(connection, 201, () -> {
            var room = rooms.get(ThreadLocalRandom.current().nextInt(rooms.size()));
            return connection.post("/api/rooms/" + room + "/messages",
                    "{\"body\":\"" + BODY + "\",\"clientId\":\"" + UUID.randomUUID() + "\"}");
        });
    }

    private static Load.Client getter(int port, Person person, String path) throws Exception {
        var connection = new Connection(port, person.session());
        return checked(connection, 200, () -> connection.get(path));
    }

    private static Load.Client checked(Connection connection, int expected, Callable<Connection.Answer> ask) {
        return new Load.Client() {
            @Override
            public void once() throws Exception {
                var answer = ask.call();
                if (answer.status() != expected || answer.bytes() == 0) {
                    throw new IllegalStateException("Answered with " + answer);
                }
            }

            @Override
            public void close() throws Exception {
                connection.close();
            }
        };
    }

    private static long seqs(Person person, List<Long> rooms) {
        return rooms.stream().mapToLong(room -> person.reads("/api/rooms/{id}", room).getLong("seq")).sum();
    }
}

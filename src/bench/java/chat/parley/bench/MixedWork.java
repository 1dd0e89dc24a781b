package chat.parley.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import chat.parley.TestUser;

/** Measures each kind of work in one process that does all kinds in turn: in the first minute after its start, and after the third. The other sections repeat one request until everything is compiled and cached. */
final class MixedWork {

    private static final Duration COLD_END = Duration.ofSeconds(60);
    private static final Duration WARM_START = Duration.ofSeconds(180);
    private static final Duration COLD_TURN = COLD_END.dividedBy(Work.values().length);
    private static final Duration WARM_TURN = Duration.ofSeconds(10);
    private static final Duration IDLE_TURN = Duration.ofSeconds(3);
    private static final int SENDERS = 64;
    private static final int READERS = 16;
    private static final int ROOMS = 25;
    private static final int MESSAGES = 25;

    /** A kind of work, and the maximum microseconds of the service's processor time for each operation. */
    private enum Work {
        DELIVERY("delivery to one of 1,000 sockets, 50 messages a second", Double.NaN),
        SEND("durable post in one hot room, 64 senders", 200),
        PAGE("room page, 16 clients", 400),
        LATEST("latest 25 messages, 16 clients", 120),
        ROOM_LIST("list of 25 rooms, 16 clients", 150),
        SEARCH("search, 16 clients", 500),
        OPENING("opening of a socket, one after the other", 300);

        private final String called;
        private final double target;

        Work(String called, double target) {
            this.called = called;
            this.target = target;
        }
    }

    /**
     * The users and rooms of the work, created before the measured process starts.
     *
     * @param people one for each socket; all are in the first room
     * @param rooms rooms of the first user, with messages; the first one is the room with all users
     * @param hot the room that the senders write to
     * @param account the id of the first user
     */
    record Cast(List<TestUser> people, List<Long> rooms, long hot, long account) {

        static Cast of(List<TestUser> people, long account) {
            var mira = people.get(0);
            var rooms = new ArrayList<Long>();
            for (var number = 0; number < ROOMS; number++) {
                var room = mira.createRoom("public");
                mira.post(room, MESSAGES);
                rooms.add(room);
            }
            people.subList(1, people.size()).forEach(person -> person.join(rooms.get(0)));
            return new Cast(people, List.copyOf(rooms), mira.createRoom("private"), account);
        }

        TestUser mira() {
            return people.get(0);
        }

        List<String> sessions() {
            return people.stream().map(TestUser::session).toList();
        }
    }

    private final Stage stage;
    private final Table table;
    private final Cast cast;
    private long begun;

    /** @param stage has a process that has just started and done nothing else */
    MixedWork(Stage stage, Table table, Cast cast) {
        this.stage = stage;
        this.table = table;
        this.cast = cast;
    }

    void measure() throws Exception {
        begun = System.nanoTime();
        pass(COLD_TURN, "mixed work, first minute");
        while (elapsed().compareTo(WARM_START) < 0) {
            pass(IDLE_TURN, null);
        }
        pass(WARM_TURN, "mixed work, after three minutes");
        peers();
    }

    private void peers() throws Exception {
        new Deliveries(stage, table)
                .peer(cast.mira(), cast.rooms().get(0))
                .ifPresent(cost -> table.row(
                        "beside the mixed work: CPU of Node's ws for a delivery, nothing stored",
                        "%.1f µs (p99 post to last %.0f ms)".formatted(cost.serverMicros(), cost.p99()),
                        ""));
        var theirs = Load.run(
                SENDERS / 2,
                WARM_TURN,
                () -> new RowATransaction(stage.database(), List.of(cast.hot()), cast.account()));
        table.row(
                "beside the mixed work: one row a transaction in one hot room, JDBC",
                "%s a second".formatted(Table.number(theirs.perSecond())),
                "");
    }

    /** @param when null for an unmeasured pass */
    private void pass(Duration turn, String when) throws Exception {
        for (var work : Work.values()) {
            switch (work) {
                case DELIVERY -> deliver(turn, when);
                case OPENING -> open(when);
                default -> request(work, turn, when);
            }
        }
    }

    private void deliver(Duration turn, String when) throws Exception {
        var room = cast.rooms().get(0);
        try (var listeners = new ListenerLoad(List.of(stage.port()), "/ws", cast.sessions());
                var connection = new Connection(stage.port(), cast.mira().session())) {
            var last = cast.mira().get("/api/rooms/{id}", room).getLong("seq");
            var cost = new Broadcast(List.of(stage.service()), listeners, seq -> post(connection, room), last)
                    .during(turn);
            row(when, Work.DELIVERY, cost.serverMicros(), "p99 post to last %.0f ms".formatted(cost.p99()));
        }
    }

    /** Opens the sockets of a thousand users, each after the previous one is accepted. */
    private void open(String when) throws Exception {
        var cpu = Cpu.of(stage.service());
        var start = System.nanoTime();
        try (var listeners = new ListenerLoad(List.of(stage.port()), "/ws", cast.sessions())) {
            var seconds = (System.nanoTime() - start) / 1e9;
            // The service loads the rooms of a socket after it accepts it.
            TimeUnit.SECONDS.sleep(1);
            row(when, Work.OPENING, cpu.microsFor(Broadcast.SOCKETS), "%.1f s for 1,000".formatted(seconds));
        }
    }

    private void request(Work work, Duration turn, String when) throws Exception {
        var cpu = Cpu.of(stage.service());
        var done = Load.run(work == Work.SEND ? SENDERS : READERS, turn, () -> client(work));
        row(when, work, cpu.microsFor(done.done()), "%s a second".formatted(Table.number(done.perSecond())));
    }

    private Load.Client client(Work work) throws Exception {
        var connection = new Connection(stage.port(), cast.mira().session());
        if (work == Work.SEND) {
            return connection.client(201, () -> connection.post(path(cast.hot()), message()));
        }
        var path =
                switch (work) {
                    case PAGE -> "/rooms/" + cast.rooms().get(1);
                    case LATEST -> path(cast.rooms().get(1));
                    case ROOM_LIST -> "/api/rooms?mine=true";
                    case SEARCH -> "/api/search?q=bakery";
                    default -> throw new IllegalArgumentException(work.toString());
                };
        return connection.client(200, () -> connection.get(path));
    }

    private static void post(Connection connection, long room) throws Exception {
        var response = connection.post(path(room), message());
        if (response.status() != 201) {
            throw new IllegalStateException("A post was answered with " + response);
        }
    }

    private static String path(long room) {
        return "/api/rooms/" + room + "/messages";
    }

    private static String message() {
        return "{\"body\":\"" + Bench.BODY + "\",\"clientId\":\"" + UUID.randomUUID() + "\"}";
    }

    private void row(String when, Work work, double micros, String rate) {
        if (when != null) {
            table.row(
                    "%s, service CPU: %s".formatted(when, work.called),
                    "%s µs (%s)".formatted(Table.number(micros), rate),
                    Double.isNaN(work.target)
                            ? ""
                            : "at most %.0f µs: %s".formatted(work.target, Table.met(micros <= work.target)));
        }
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}

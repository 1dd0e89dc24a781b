package chat.parley.bench;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import chat.parley.TestUser;
import chat.parley.ops.ServiceProcess;
import chat.parley.resilience.DatabaseProcess;

/** Measures the packaged service on a PostgreSQL with fsync; the load comes from this process on the same machine. Every response is checked, acknowledged messages are counted again in the database, and a delivery counts only if it arrives in order. */
class Bench {

    static final String BODY =
            "The bakery on the corner is open again: they have the rye bread back, and the dark one too.";

    private static final int MANY_ROOMS = 1_000;
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("bench.warm-up", 40));
    private static final Duration MEASURED_DURATION = Duration.ofSeconds(Integer.getInteger("bench.seconds", 10));
    private static final Set<String> SECTIONS =
            Set.of(System.getProperty("bench.sections", "deliveries,sends,requests,mixed,history,search,idle,processes")
                    .split(","));

    /** Options for the process of the mixed work, such as {@code -XX:AOTCache=parley.aot}. */
    private static final String[] JAVA_OPTIONS = Stream.of(
                    System.getProperty("bench.java-options", "").split(" "))
            .filter(Predicate.not(String::isEmpty))
            .toArray(String[]::new);

    @TempDir
    Path folder;

    private final Table table = new Table();
    private DatabaseProcess database;

    @Test
    void measure() throws Exception {
        try (var running = DatabaseProcess.startIn(folder)) {
            database = running;
            if (!Set.of("mixed", "processes").containsAll(SECTIONS)) {
                inOneService();
            }
            if (SECTIONS.contains("mixed")) {
                mixed();
            }
            if (SECTIONS.contains("idle")) {
                inAnotherService();
            }
            if (SECTIONS.contains("processes")) {
                new SeveralProcesses(database.address(), WARM_UP, MEASURED_DURATION, table).measure();
            }
            table.write(Path.of("target", "bench"), version());
        }
    }

    private void inOneService() throws Exception {
        var settings = settings();
        var begun = System.nanoTime();
        try (var service = ServiceProcess.start(settings)) {
            table.row(
                    "start to ready, the schema to be made", "%.1f s".formatted((System.nanoTime() - begun) / 1e9), "");
            var stage = stage(service, settings);
            if (SECTIONS.contains("deliveries")) {
                new Deliveries(stage, table).measure(people());
            }
            if (SECTIONS.contains("sends")) {
                sends(new DurableSends(stage, table));
            }
            if (SECTIONS.contains("requests")) {
                requests(new Requests(stage, table));
            }
            if (SECTIONS.contains("history")) {
                var reader = TestUser.create("reader");
                new LongHistory(stage, table).measure(reader, account(reader));
            }
            if (SECTIONS.contains("search")) {
                var stranger = TestUser.create("stranger");
                new Searches(stage, table).measure(TestUser.create("seeker"), stranger, account(stranger));
            }
        }
    }

    /** Uses a freshly started process; an earlier one creates the data. */
    private void mixed() throws Exception {
        var settings = settings();
        MixedWork.Cast cast;
        try (var service = ServiceProcess.start(settings)) {
            var people = people();
            cast = MixedWork.Cast.of(people, account(people.get(0)));
        }
        try (var service = ServiceProcess.startByJar(settings, JAVA_OPTIONS)) {
            new MixedWork(stage(service, settings), table, cast).measure();
        }
    }

    /** Measures memory in a process that has done nothing else. */
    private void inAnotherService() throws Exception {
        var settings = settings();
        var begun = System.nanoTime();
        try (var service = ServiceProcess.start(settings)) {
            table.row("start to ready, the schema there", "%.1f s".formatted((System.nanoTime() - begun) / 1e9), "");
            new IdleSockets(stage(service, settings), table).measure(people());
        }
    }

    private void sends(DurableSends sends) throws Exception {
        var mira = TestUser.create("mira");
        var hot = mira.createRoom("private");
        var rooms = Stream.generate(() -> mira.createRoom("private"))
                .limit(MANY_ROOMS)
                .toList();
        sends.measure(mira, account(mira), List.of(hot), "in one hot room", 5);
        sends.measure(mira, account(mira), rooms, "over 1,000 rooms", 1);
    }

    private void requests(Requests requests) throws Exception {
        var tom = TestUser.create("tom");
        var rooms = Stream.generate(() -> tom.createRoom("public")).limit(25).toList();
        rooms.forEach(room -> tom.post(room, 25));
        requests.measure(tom, "room page with 25 messages", "/rooms/" + rooms.get(0), 200);
        requests.measure(tom, "latest 25 messages", "/api/rooms/" + rooms.get(0) + "/messages", 120);
        requests.measure(tom, "list of 25 rooms", "/api/rooms?mine=true", 120);
    }

    private Map<String, String> settings() {
        var settings = new HashMap<>(database.address());
        settings.putAll(Map.of(
                "QUARKUS_HTTP_PORT",
                String.valueOf(ServiceProcess.freePort()),
                "PARLEY_RATE_LIMIT_MULTIPLIER",
                "0",
                "PARLEY_AUTH_PASSWORD_ARGON2_MEMORY_KIB",
                "64"));
        return settings;
    }

    private Stage stage(ServiceProcess service, Map<String, String> settings) {
        return new Stage(
                service.process(),
                Integer.parseInt(settings.get("QUARKUS_HTTP_PORT")),
                database.url(),
                WARM_UP,
                MEASURED_DURATION);
    }

    private static List<TestUser> people() {
        return Stream.generate(() -> TestUser.create("listener"))
                .limit(Broadcast.SOCKETS)
                .toList();
    }

    private long account(TestUser person) throws SQLException {
        return Long.parseLong(queryText("select id from account where username = '" + person.username() + "'"));
    }

    private String version() throws SQLException {
        return "PostgreSQL " + queryText("show server_version");
    }

    private String queryText(String query) throws SQLException {
        try (var connection = DriverManager.getConnection(database.url(), "postgres", "");
                var statement = connection.createStatement();
                var response = statement.executeQuery(query)) {
            response.next();
            return response.getString(1);
        }
    }
}

package chat.parley.bench;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import chat.parley.TestUser;
import chat.parley.markdown.Markdown;

/** Search times among 1,000,000 messages of a year, in 1,000 public rooms, in 50 private rooms of the user, and in 950 other private rooms. The frequencies of the words are as uneven as in a natural language. */
final class Searches {

    private static final int MESSAGES = 1_000_000;
    private static final int ROOMS = 2_000;
    private static final int PUBLIC_ROOMS = 1_000;
    private static final int OWN_ROOMS = 50;
    private static final int SEARCHES = 1_000;
    private static final double MAX_MILLIS = 50;

    /** A word and the messages that contain it. */
    private enum Word {
        COMMON("bread", "a word that one in ten has", "n % 10 = 0"),
        RARE("zeppelin", "a word that five have", "n % 200000 = 8"),
        HIDDEN("treasure", "a word of 23,750 that one may not see", "n % 40 = 39 and n % 2000 >= 100"),
        BYGONE(
                "yesteryear",
                "a word that was common and has not been said for eleven months",
                "n < 80000 and n % 2 = 0");

        final String written;
        final String called;
        final String where;

        Word(String written, String called, String where) {
            this.written = written;
            this.called = called;
            this.where = where;
        }
    }

    private final Stage stage;
    private final Table table;

    Searches(Stage stage, Table table) {
        this.stage = stage;
        this.table = table;
    }

    void measure(TestUser person, TestUser stranger, long account) throws Exception {
        fill(rooms(person, stranger), account);
        Load.run(1, stage.warmUp(), () -> client(person));
        for (var word : Word.values()) {
            measure(person, word);
        }
    }

    private void measure(TestUser person, Word word) throws Exception {
        try (var connection = new Connection(stage.port(), person.session())) {
            var nanos = new long[SEARCHES];
            var client = connection.client(200, () -> connection.get(path(word)));
            for (var time = 0; time < SEARCHES; time++) {
                var start = System.nanoTime();
                client.once();
                nanos[time] = System.nanoTime() - start;
            }
            Arrays.sort(nanos);
            var p99 = nanos[SEARCHES * 99 / 100] / 1e6;
            table.row(
                    "search for " + word.called + ", p50 and p99",
                    "%.1f ms, %.1f ms".formatted(nanos[SEARCHES / 2] / 1e6, p99),
                    word == Word.BYGONE
                            ? ""
                            : "p99 at most %.0f ms: %s".formatted(MAX_MILLIS, Table.met(p99 <= MAX_MILLIS)));
        }
    }

    private Load.Client client(TestUser person) throws Exception {
        var connection = new Connection(stage.port(), person.session());
        var words = Stream.generate(() -> Word.values()).flatMap(Arrays::stream).iterator();
        return connection.client(200, () -> connection.get(path(words.next())));
    }

    private static String path(Word word) {
        return "/api/search?q=" + word.written;
    }

    /** Alternates public and private rooms as long as there are both: every other message is public. */
    private static long[] rooms(TestUser person, TestUser stranger) {
        return LongStream.range(0, ROOMS)
                .map(number -> {
                    var maker = number % 2 == 1 && number / 2 < OWN_ROOMS ? person : stranger;
                    return maker.createRoom(number % 2 == 0 ? "public" : "private");
                })
                .toArray();
    }

    /** Uses SQL, because a million posts would take minutes. Creates the word index afterwards, for the same reason. */
    private void fill(long[] rooms, long account) throws SQLException {
        try (var connection = DriverManager.getConnection(stage.database(), "postgres", "");
                var statement = connection.createStatement()) {
            var index = index(statement);
            statement.execute("drop index message_search_vector_idx");
            // Otherwise the background job would render them again during the measurement.
            statement.execute("alter table message alter html_version set default " + Markdown.RENDERER_VERSION);
            statement.execute("""
                    insert into message (room_id, seq, version, author_id, client_id, body, html, created_at)
                    select rooms[1 + n %% %1$d], 1 + n / %1$d, 1 + n / %1$d, %2$d, 'said-' || n, text, '<p>' || text || '</p>',
                      now() - interval '1 year' + n * (interval '1 year' / %3$d)
                    from (select '%4$s'::bigint[] as rooms) r, generate_series(0, %3$d - 1) n, lateral (
                      select string_agg('word' || floor(power(20000, random()))::int, ' ') || %5$s as text
                      from generate_series(1, 10 + n * 0)) said""".formatted(ROOMS, account, MESSAGES, array(rooms), words()));
            statement.execute("update room set seq = %1$d, version = %1$d where id = any ('%2$s'::bigint[])"
                    .formatted(MESSAGES / ROOMS, array(rooms)));
            statement.execute(index);
            statement.execute("vacuum analyze");
        }
    }

    private static String index(Statement statement) throws SQLException {
        try (var defined = statement.executeQuery(
                "select indexdef from pg_indexes where indexname = 'message_search_vector_idx'")) {
            defined.next();
            return defined.getString(1);
        }
    }

    private static String words() {
        return Arrays.stream(Word.values())
                .map(word -> "case when %s then ' %s' else '' end".formatted(word.where, word.written))
                .reduce((one, other) -> one + " || " + other)
                .orElseThrow();
    }

    private static String array(long[] rooms) {
        return Arrays.toString(rooms).replace('[', '{').replace(']', '}');
    }
}

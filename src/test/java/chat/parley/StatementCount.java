package chat.parley;

import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import chat.parley.database.DatabaseProbe;
import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.Arc;

/**
 * Reads the SQL statements of an action from PostgreSQL's own log, so Hibernate and plain JDBC are both covered. For tests with {@code @QuarkusTest}.
 *
 * <p>The service itself runs a statement about once a second and looks up a session once a second. Therefore the action is repeated, and the run with the fewest statements is its cost.
 */
public final class StatementCount implements AutoCloseable {

    private static final int TRIES = 6;
    private static final Duration COUNT_TIMEOUT = Duration.ofSeconds(15);
    /** {@link DatabaseProbe} runs this twice a second. */
    private static final String PROBE = "select pg_is_in_recovery()";

    private static final String MARK = "select 'mark ";
    private static final Pattern STATEMENT =
            Pattern.compile("(?m)^[^\\t\\n].*? LOG:  (?:execute [^:]*|statement): (.*)$");

    private final AgroalDataSource database =
            Arc.container().instance(AgroalDataSource.class).get();

    private StatementCount() {}

    /** Logs every statement until this object is closed. */
    public static StatementCount begun() {
        var count = new StatementCount();
        count.asks("alter system set log_statement = 'all'");
        count.asks("select pg_reload_conf()");
        var from = count.size();
        await().atMost(COUNT_TIMEOUT).until(() -> {
            count.mark();
            return count.log(from).contains(MARK);
        });
        return count;
    }

    /** The statements of an action, each by its first line, including begin and commit. */
    public List<String> of(Runnable act) {
        return IntStream.range(0, TRIES)
                .mapToObj(number -> during(act))
                .min(Comparator.comparing(List::size))
                .orElseThrow();
    }

    @Override
    public void close() {
        asks("alter system reset log_statement");
        asks("select pg_reload_conf()");
    }

    private List<String> during(Runnable act) {
        var from = size();
        var before = mark();
        act.run();
        var after = mark();
        await().atMost(COUNT_TIMEOUT)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> log(from).contains(after));
        var log = log(from);
        var asked = log.substring(log.indexOf(before) + before.length(), log.indexOf(after));
        return STATEMENT
                .matcher(asked)
                .results()
                .map(line -> line.group(1))
                .filter(line -> !line.startsWith(PROBE))
                .toList();
    }

    private long size() {
        return Long.parseLong(asks("select size from pg_stat_file(pg_current_logfile())"));
    }

    private String log(long from) {
        return asks("select pg_read_file(pg_current_logfile(), " + from + ", 100000000)");
    }

    /** Runs a unique statement as a marker in the log. */
    private String mark() {
        var mark = MARK + UUID.randomUUID() + "'";
        asks(mark);
        return mark;
    }

    private String asks(String statement) {
        try (var connection = database.getConnection();
                var query = connection.createStatement()) {
            if (!query.execute(statement)) {
                return "";
            }
            try (var found = query.getResultSet()) {
                return found.next() ? found.getString(1) : "";
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}

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

    private static final int ATTEMPTS = 6;
    private static final Duration COUNT_TIMEOUT = Duration.ofSeconds(15);
    /** {@link DatabaseProbe} runs this twice a second. */
    private static final String PROBE_QUERY = "select pg_is_in_recovery()";

    private static final String MARKER_QUERY = "select 'mark ";
    private static final Pattern STATEMENT =
            Pattern.compile("(?m)^[^\\t\\n].*? LOG:  (?:execute [^:]*|statement): (.*)$");

    private final AgroalDataSource database =
            Arc.container().instance(AgroalDataSource.class).get();

    private StatementCount() {}

    /** Logs every statement until this object is closed. */
    public static StatementCount start() {
        var count = new StatementCount();
        count.queryValue("alter system set log_statement = 'all'");
        count.queryValue("select pg_reload_conf()");
        var from = count.logSize();
        await().atMost(COUNT_TIMEOUT).until(() -> {
            count.writeMarker();
            return count.readLog(from).contains(MARKER_QUERY);
        });
        return count;
    }

    /** The statements of an action, each by its first line, including begin and commit. */
    public List<String> of(Runnable action) {
        return IntStream.range(0, ATTEMPTS)
                .mapToObj(number -> statementsOf(action))
                .min(Comparator.comparing(List::size))
                .orElseThrow();
    }

    @Override
    public void close() {
        queryValue("alter system reset log_statement");
        queryValue("select pg_reload_conf()");
    }

    private List<String> statementsOf(Runnable action) {
        var from = logSize();
        var before = writeMarker();
        action.run();
        var after = writeMarker();
        await().atMost(COUNT_TIMEOUT)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> readLog(from).contains(after));
        var log = readLog(from);
        var executed = log.substring(log.indexOf(before) + before.length(), log.indexOf(after));
        return STATEMENT
                .matcher(executed)
                .results()
                .map(line -> line.group(1))
                .filter(line -> !line.startsWith(PROBE_QUERY))
                .toList();
    }

    private long logSize() {
        return Long.parseLong(queryValue("select size from pg_stat_file(pg_current_logfile())"));
    }

    private String readLog(long from) {
        return queryValue("select pg_read_file(pg_current_logfile(), " + from + ", 100000000)");
    }

    /** Runs a unique statement as a marker in the log. */
    private String writeMarker() {
        var mark = MARKER_QUERY + UUID.randomUUID() + "'";
        queryValue(mark);
        return mark;
    }

    private String queryValue(String statement) {
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

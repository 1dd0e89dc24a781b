package chat.parley.database;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Recognizes temporary database failures, after which a retry may succeed. */
public final class DatabaseErrors {

    /** When to try again: about as long as a PostgreSQL takes to restart. */
    public static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String OF_OUTAGE = "(08|40|53|57|58).*|25P03|25P04|25006|55P03";

    private DatabaseErrors() {}

    /** Whether the database was not asked, as it is known not to answer: {@link DatabaseProbe} has logged that. */
    public static boolean isKnown(Throwable failure) {
        return isBehind(failure, DatabaseUnavailableException.class::isInstance, newSeen());
    }

    /**
     * Whether an outage is behind this. SQLSTATE classes of PostgreSQL: 08 connection, 40 rolled back for another's sake, 53
     * out of resources, 57 cancelled, or taken down by an operator, 58 its disk or system; and of other classes 25P03 and 25P04, a
     * transaction that took too long, 25006, a standby, and 55P03, a lock that was not free in time. A commit that fails hides its
     * cause among the suppressed.
     */
    public static boolean causes(Throwable failure) {
        return isBehind(failure, DatabaseErrors::isOutage, newSeen());
    }

    /** Whether a lock was not free within {@code lock_timeout}. */
    public static boolean isLockTimeout(Throwable failure) {
        return isBehind(
                failure,
                cause -> cause instanceof SQLException sql && LOCK_NOT_AVAILABLE.equals(sql.getSQLState()),
                newSeen());
    }

    private static boolean isOutage(Throwable failure) {
        return failure instanceof SQLException sql
                && (sql instanceof SQLTransientException
                        || sql.getSQLState() == null
                        || sql.getSQLState().matches(OF_OUTAGE));
    }

    /** @param seen some name each other as their cause */
    private static boolean isBehind(Throwable failure, Predicate<Throwable> wanted, Set<Throwable> seen) {
        if (failure == null || !seen.add(failure)) {
            return false;
        }
        return wanted.test(failure)
                || isBehind(failure.getCause(), wanted, seen)
                || Stream.of(failure.getSuppressed()).anyMatch(hidden -> isBehind(hidden, wanted, seen));
    }

    private static Set<Throwable> newSeen() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }
}

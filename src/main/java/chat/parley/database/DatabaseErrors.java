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

    /** Retry delay for clients: about the time that PostgreSQL takes to restart. */
    public static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String TEMPORARY_STATES = "(08|40|53|57|58).*|25P03|25P04|25006|55P03";

    private DatabaseErrors() {}

    /** Whether the database was not asked because it is known to be unavailable, which {@link DatabaseProbe} has logged. */
    public static boolean isAlreadyLogged(Throwable failure) {
        return hasCause(failure, DatabaseUnavailableException.class::isInstance, newIdentitySet());
    }

    /**
     * Whether a failure has a temporary cause in the database, also among its suppressed exceptions, where a failed commit has it.
     *
     * <p>These are the SQLSTATE classes 08 (connection), 40 (rolled back because of a conflict), 53 (out of resources), 57
     * (cancelled or shut down by an operator) and 58 (system error), and the states 25P03 and 25P04 (transaction timeout), 25006
     * (read-only standby) and 55P03 (lock timeout).
     */
    public static boolean isTemporary(Throwable failure) {
        return hasCause(failure, DatabaseErrors::isTemporaryError, newIdentitySet());
    }

    /** Whether a lock could not be acquired within {@code lock_timeout}. */
    public static boolean isLockTimeout(Throwable failure) {
        return hasCause(
                failure,
                cause -> cause instanceof SQLException sql && LOCK_NOT_AVAILABLE.equals(sql.getSQLState()),
                newIdentitySet());
    }

    private static boolean isTemporaryError(Throwable failure) {
        return failure instanceof SQLException sql
                && (sql instanceof SQLTransientException
                        || sql.getSQLState() == null
                        || sql.getSQLState().matches(TEMPORARY_STATES));
    }

    /** @param seen the visited failures, because causes can form a cycle */
    private static boolean hasCause(Throwable failure, Predicate<Throwable> condition, Set<Throwable> seen) {
        if (failure == null || !seen.add(failure)) {
            return false;
        }
        return condition.test(failure)
                || hasCause(failure.getCause(), condition, seen)
                || Stream.of(failure.getSuppressed()).anyMatch(suppressed -> hasCause(suppressed, condition, seen));
    }

    private static Set<Throwable> newIdentitySet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }
}

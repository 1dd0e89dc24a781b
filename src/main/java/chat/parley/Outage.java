package chat.parley;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.stream.Stream;

/** That the database is gone, or cannot do what is asked at the moment: the same may well work the next time. */
public final class Outage {

    /** When to try again: about as long as a PostgreSQL takes to restart. */
    public static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private Outage() {
    }

    /**
     * Whether an outage is behind this. SQLSTATE classes of PostgreSQL: 08 connection, 40 rolled back for another's sake, 53
     * out of resources, 57 taken down by an operator. A commit that fails hides its cause among the suppressed.
     */
    public static boolean causes(Throwable failure) {
        return causes(failure, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    /** @param seen some name each other as their cause */
    private static boolean causes(Throwable failure, Set<Throwable> seen) {
        if (failure == null || !seen.add(failure)) {
            return false;
        }
        if (failure instanceof SQLException sql && (sql instanceof SQLTransientException || sql.getSQLState() == null
                || sql.getSQLState().matches("(08|40|53|57).*"))) {
            return true;
        }
        return causes(failure.getCause(), seen) || Stream.of(failure.getSuppressed()).anyMatch(hidden -> causes(hidden, seen));
    }
}

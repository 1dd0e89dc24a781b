package chat.parley.database;

import java.sql.SQLTransientConnectionException;

/**
 * The database is unavailable and was not asked. {@link DatabaseProbe} logs the outage once; failures with this cause
 * are not logged again.
 */
class DatabaseUnavailableException extends SQLTransientConnectionException {

    private static final long serialVersionUID = 1;

    DatabaseUnavailableException(String reason) {
        super(reason);
    }
}

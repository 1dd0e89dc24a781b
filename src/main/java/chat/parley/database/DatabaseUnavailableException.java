package chat.parley.database;

import java.sql.SQLTransientConnectionException;

/**
 * The database does not answer, and so it was not asked. {@link DatabaseProbe} logs the outage once; what fails by this is not
 * logged again.
 */
public class DatabaseUnavailableException extends SQLTransientConnectionException {

    private static final long serialVersionUID = 1;

    DatabaseUnavailableException(String reason) {
        super(reason);
    }
}

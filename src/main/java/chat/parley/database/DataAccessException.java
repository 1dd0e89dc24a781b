package chat.parley.database;

import java.sql.SQLException;

/** A statement failed. Its cause is what the driver reported; {@link DatabaseErrors} classifies it. */
public final class DataAccessException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Creates an exception with the message of the driver. */
    public DataAccessException(SQLException cause) {
        super(cause.getMessage(), cause);
    }
}

package chat.parley.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import org.postgresql.PGConnection;

import io.agroal.api.AgroalPoolInterceptor;
import io.quarkus.logging.Log;

/**
 * The connections that the pool has open to the database. A read from one ends by the driver's {@code socketTimeout}; a write to one
 * whose other end takes nothing has no timeout in Java, so it ends when another thread closes the connection. Any thread.
 */
@ApplicationScoped
class PhysicalConnections implements AgroalPoolInterceptor {

    /** When each was opened, as {@link System#nanoTime} says. */
    private final Map<Connection, Long> open = new ConcurrentHashMap<>();

    /** Forgets those that are closed as well: a closed one cannot be unwrapped any more when the pool destroys it. */
    @Override
    public void onConnectionCreate(Connection connection) {
        open.keySet().removeIf(PhysicalConnections::isClosed);
        open.put(physical(connection), System.nanoTime());
    }

    /**
     * Closes the sockets of all that were opened before then. What waits for one of them fails at once with an {@link SQLException}
     * of class 08, and the pool replaces the connection.
     *
     * @param before a {@link System#nanoTime}
     */
    void abortOpenedBefore(long before) {
        open.forEach((connection, opened) -> {
            if (opened - before < 0) {
                abort(connection);
            }
        });
    }

    /** In a thread of its own, as closing a socket with TLS may wait for the write that it shall end. */
    private static void abort(Connection connection) {
        try {
            connection.abort(close -> {
                var thread = new Thread(close, "parley-database-abort");
                thread.setDaemon(true);
                thread.start();
            });
        } catch (SQLException closed) {
            Log.debugf("Aborting a database connection failed, it is closed already: %s", closed);
        }
    }

    private static boolean isClosed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException broken) {
            return true;
        }
    }

    private static Connection physical(Connection connection) {
        try {
            return (Connection) connection.unwrap(PGConnection.class);
        } catch (SQLException foreign) {
            throw new IllegalStateException("The JDBC driver is not the PostgreSQL driver", foreign);
        }
    }
}

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
 * The open connections of the pool. The {@code socketTimeout} of the driver limits reads. Java has no timeout for a write to a
 * peer that accepts nothing, so another thread has to close such a connection. Thread-safe.
 */
@ApplicationScoped
class PhysicalConnections implements AgroalPoolInterceptor {

    /** When each connection was opened, by {@link System#nanoTime}. */
    private final Map<Connection, Long> open = new ConcurrentHashMap<>();

    /** Also removes closed connections, because they cannot be unwrapped when the pool destroys them. */
    @Override
    public void onConnectionCreate(Connection connection) {
        open.keySet().removeIf(PhysicalConnections::isClosed);
        open.put(physical(connection), System.nanoTime());
    }

    /**
     * Closes the sockets of all connections that were opened before a point in time. Statements on them fail at once with an
     * {@link SQLException} of class 08, and the pool replaces the connections.
     *
     * @param before a value of {@link System#nanoTime}
     */
    void abortOpenedBefore(long before) {
        open.forEach((connection, opened) -> {
            if (opened - before < 0) {
                abort(connection);
            }
        });
    }

    /** Uses a separate thread, because closing a TLS socket may wait for the blocked write. */
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
        } catch (SQLException failure) {
            return true;
        }
    }

    private static Connection physical(Connection connection) {
        try {
            return (Connection) connection.unwrap(PGConnection.class);
        } catch (SQLException unsupported) {
            throw new IllegalStateException("The JDBC driver is not the PostgreSQL driver", unsupported);
        }
    }
}

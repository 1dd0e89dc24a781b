package chat.parley.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

import org.jboss.logging.Logger;

import io.quarkus.runtime.Application;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * An embedded PostgreSQL: it starts and stops with this process, listens on loopback, and requires the password of this
 * process. Its data folder persists. Meant for evaluation, small teams and development; several processes need a
 * separate server.
 */
final class EmbeddedDatabase {

    private static final Logger LOG = Logger.getLogger(EmbeddedDatabase.class);

    /** After a kill the server first replays its log, which can take long on a slow disk. */
    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
    /** Longer than {@code RequestDrainer} waits for requests in progress. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

    private static final String USER = "postgres";
    private static final String DATABASE = "parley";

    /** The library turns fsync off, for tests. Parley needs it: a stored message is on disk. */
    private static final Map<String, String> SERVER_SETTINGS = Map.of(
            "fsync",
            "on",
            "full_page_writes",
            "on",
            "synchronous_commit",
            "on",
            "listen_addresses",
            "127.0.0.1",
            "unix_socket_directories",
            "",
            "max_connections",
            "100",
            // Key stretching does not protect a random password, and took 0.1 s per connection.
            "scram_iterations",
            "1");

    private final int port;
    private final String password;

    private EmbeddedDatabase(int port, String password) {
        this.port = port;
        this.password = password;
    }

    /**
     * Starts the server and waits until it accepts connections.
     *
     * @param folder of its data and its binaries, absolute; see {@link DataDirectory}
     * @throws UncheckedIOException if it does not start; the message says what to do
     */
    static EmbeddedDatabase start(Path folder) {
        try {
            return start(DataDirectory.lock(folder));
        } catch (IOException | IllegalStateException failure) {
            throw new UncheckedIOException(
                    "The embedded PostgreSQL could not start in " + folder + ": " + failure.getMessage()
                            + ". Set QUARKUS_DATASOURCE_JDBC_URL to use another server, or PARLEY_DATA_DIR for another folder.",
                    new IOException(failure));
        }
    }

    private static EmbeddedDatabase start(DataDirectory folder) throws IOException {
        folder.stopLeftover();
        var password = folder.password();
        var builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder.cluster())
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(folder.binaries().toFile())
                .setConnectConfig("password", password)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(START_TIMEOUT);
        SERVER_SETTINGS.forEach(builder::setServerConfig);
        var server = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAfterService(server), "embedded-database-stop"));
        secure(server, folder, password);
        LOG.infof("Embedded PostgreSQL started, port=%d data=%s", server.getPort(), folder.cluster());
        return new EmbeddedDatabase(server.getPort(), password);
    }

    /**
     * Stops the server after the service. The JVM runs all shutdown hooks at once, so with the hook of the library the server
     * would stop while the service still answers requests.
     */
    private static void stopAfterService(EmbeddedPostgres server) {
        var application = Application.currentApplication();
        if (application != null) {
            var waiter = new Thread(application::awaitShutdown, "embedded-database-wait");
            waiter.setDaemon(true);
            waiter.start();
            try {
                waiter.join(STOP_TIMEOUT.toMillis());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        try {
            server.close();
        } catch (IOException failure) {
            // The next start stops the server, see DataDirectory.stopLeftover.
            LOG.warnf(failure, "Stopping the embedded PostgreSQL failed. The next start stops it");
        }
    }

    /** A new cluster accepts every local connection. This sets the password and requires it from now on. */
    private static void secure(EmbeddedPostgres server, DataDirectory folder, String password) throws IOException {
        try (var connection = server.getPostgresDatabase().getConnection()) {
            run(connection, "alter user " + USER + " password '" + password + "'");
            folder.requirePassword();
            run(connection, "select pg_reload_conf()");
            if (!databaseExists(connection)) {
                run(connection, "create database " + DATABASE);
            }
        } catch (SQLException failure) {
            throw new IOException("The new PostgreSQL server could not be set up", failure);
        }
    }

    private static boolean databaseExists(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement("select from pg_database where datname = ?")) {
            query.setString(1, DATABASE);
            return query.executeQuery().next();
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Configures the service to use this server, by system properties, which Quarkus reads when it starts. */
    void configureService() {
        System.setProperty("quarkus.datasource.jdbc.url", "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE);
        System.setProperty("quarkus.datasource.username", USER);
        System.setProperty("quarkus.datasource.password", password);
    }
}

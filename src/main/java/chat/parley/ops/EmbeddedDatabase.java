package chat.parley.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

import org.eclipse.microprofile.config.ConfigProvider;
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

    /** After a kill the server first replays its log, which on a slow disk takes a while. */
    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
    /** Longer than the service waits for its last requests. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

    private static final String USER = "postgres";
    private static final String DATABASE = "parley";

    /** The library's defaults are for tests: it turns off fsync and waiting for it. A message is on disk or not stored. */
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
            // The password is random, so stretching it protects nothing; it took each new connection a tenth of a
            // second.
            "scram_iterations",
            "1");

    private final int port;
    private final String password;

    private EmbeddedDatabase(int port, String password) {
        this.port = port;
        this.password = password;
    }

    /**
     * Starts it in the folder {@code parley.data-dir}; waits until it answers.
     *
     * @throws UncheckedIOException when it cannot be had there, with what to do about it
     */
    static EmbeddedDatabase start() {
        // Not a @ConfigMapping: Main starts the database before Quarkus, and so before mappings exist.
        var folder = Path.of(ConfigProvider.getConfig().getValue("parley.data-dir", String.class))
                .toAbsolutePath();
        try {
            return start(DataDirectory.claim(folder));
        } catch (IOException | IllegalStateException broken) {
            throw new UncheckedIOException(
                    "The embedded PostgreSQL could not start in " + folder + ": " + broken.getMessage()
                            + ". Set QUARKUS_DATASOURCE_JDBC_URL to use another server, or PARLEY_DATA_DIR for another folder.",
                    new IOException(broken));
        }
    }

    private static EmbeddedDatabase start(DataDirectory folder) throws IOException {
        folder.stopLeftover();
        var password = folder.password();
        var starting = EmbeddedPostgres.builder()
                .setDataDirectory(folder.cluster())
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(folder.binaries().toFile())
                .setConnectConfig("password", password)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(START_TIMEOUT);
        SERVER_SETTINGS.forEach(starting::setServerConfig);
        var server = starting.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAfterTheService(server), "own-database-stop"));
        secure(server, folder, password);
        LOG.infof("Embedded PostgreSQL started, port=%d data=%s", server.getPort(), folder.cluster());
        return new EmbeddedDatabase(server.getPort(), password);
    }

    /**
     * The JVM runs all its shutdown hooks at once, the library's among them: the server would be gone while the service still
     * answers its last requests.
     */
    private static void stopAfterTheService(EmbeddedPostgres server) {
        var service = Application.currentApplication();
        if (service != null) {
            var end = new Thread(service::awaitShutdown, "own-database-wait");
            end.setDaemon(true);
            end.start();
            try {
                end.join(STOP_TIMEOUT.toMillis());
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }
        try {
            server.close();
        } catch (IOException broken) {
            // The next start stops what is left over.
            LOG.warnf(broken, "Stopping the embedded PostgreSQL failed. The next start stops it");
        }
    }

    /** A new cluster accepts every local connection. This sets the password and requires it from now on. */
    private static void secure(EmbeddedPostgres server, DataDirectory folder, String password) throws IOException {
        try (var connection = server.getPostgresDatabase().getConnection()) {
            run(connection, "alter user " + USER + " password '" + password + "'");
            folder.admitByPasswordOnly();
            run(connection, "select pg_reload_conf()");
            if (!exists(connection)) {
                run(connection, "create database " + DATABASE);
            }
        } catch (SQLException refused) {
            throw new IOException("The new PostgreSQL server could not be set up", refused);
        }
    }

    private static boolean exists(Connection connection) throws SQLException {
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

    /** Makes the service use it. As system properties, which the configuration reads when the service starts. */
    void publish() {
        System.setProperty("quarkus.datasource.jdbc.url", "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE);
        System.setProperty("quarkus.datasource.username", USER);
        System.setProperty("quarkus.datasource.password", password);
    }
}

package chat.parley.resilience;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

import chat.parley.ops.ServiceProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** A PostgreSQL with fsync that tests can stop, kill and restart. */
public final class DatabaseProcess implements AutoCloseable {

    private static final Map<String, String> DURABLE =
            Map.of("fsync", "on", "full_page_writes", "on", "synchronous_commit", "on", "max_connections", "60");

    private final Path cluster;
    private final int port = ServiceProcess.freePort();
    private EmbeddedPostgres server;

    private DatabaseProcess(Path folder) {
        this.cluster = folder.resolve("cluster");
    }

    public static DatabaseProcess startIn(Path folder) {
        var database = new DatabaseProcess(folder);
        database.start();
        return database;
    }

    /** Restarts on the same port with the same data. */
    void start() {
        try {
            var starting = EmbeddedPostgres.builder()
                    .setPort(port)
                    .setDataDirectory(cluster)
                    .setCleanDataDirectory(false)
                    .setPGStartupWait(Duration.ofMinutes(1));
            DURABLE.forEach(starting::setServerConfig);
            server = starting.start();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Closes all connections and shuts down in order. */
    void stop() {
        try {
            server.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Kills all of its processes at once, as in a power failure. */
    void kill() {
        var postmaster = postmaster();
        var all = Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        await().until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
        // The process has ended, but the library holds a lock on the directory until it is stopped.
        stop();
    }

    /** Suspends all of its processes: connections stay open, but nothing responds. */
    public void freeze() {
        signal("-STOP");
    }

    /** Resumes all processes. */
    public void thaw() {
        signal("-CONT");
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port);
    }

    /** The environment variables of the service for this database. */
    public Map<String, String> address() {
        return Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL",
                url(),
                "QUARKUS_DATASOURCE_USERNAME",
                "postgres",
                "QUARKUS_DATASOURCE_PASSWORD",
                "");
    }

    @Override
    public void close() {
        stop();
    }

    /** Signals the first process first, because it starts the others. */
    private void signal(String signal) {
        var postmaster = postmaster();
        Stream.concat(Stream.of(postmaster), postmaster.descendants()).forEach(process -> Signal.send(signal, process));
    }

    private ProcessHandle postmaster() {
        try (var lines = Files.lines(cluster.resolve("postmaster.pid"))) {
            return ProcessHandle.of(
                            Long.parseLong(lines.findFirst().orElseThrow().strip()))
                    .orElseThrow();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}

package chat.parley.resilience;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import chat.parley.ops.ServiceProcess;

/** A separate cluster of the installed PostgreSQL, with its client programs, which the embedded one lacks. */
final class InstalledPostgres implements AutoCloseable {

    private static final int TIMEOUT_SECONDS = 60;

    private final Path programs;
    private final int port = ServiceProcess.freePort();
    private Process server;

    private InstalledPostgres(Path programs) {
        this.programs = programs;
    }

    static boolean isInstalled() {
        return programs().isPresent();
    }

    static InstalledPostgres startIn(Path folder) {
        var postgres = new InstalledPostgres(programs().orElseThrow());
        var cluster = folder.resolve("installed").toString();
        postgres.awaitSuccess(postgres.startProgram(
                true,
                "initdb",
                "--pgdata=" + cluster,
                "--username=postgres",
                "--auth=trust",
                "--encoding=UTF8",
                "--no-sync"));
        postgres.server = postgres.startProgram(
                true, "postgres", "-D", cluster, "-p", String.valueOf(postgres.port), "-h", "127.0.0.1", "-k", "");
        await().atMost(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .until(() -> postgres.startProgram(false, "pg_isready", "-q").waitFor() == 0);
        return postgres;
    }

    /** Runs a client program on this server and waits for its end. */
    void run(String... command) {
        awaitSuccess(startProgram(false, command));
    }

    /** The environment variables of the service for this database. */
    Map<String, String> address(String database) {
        return Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL",
                "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database),
                "QUARKUS_DATASOURCE_USERNAME",
                "postgres",
                "QUARKUS_DATASOURCE_PASSWORD",
                "");
    }

    @Override
    public void close() {
        server.descendants().forEach(ProcessHandle::destroy);
        server.destroy();
        try {
            server.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** @param own whether the program refuses to run as root; it then runs as another user */
    private Process startProgram(boolean own, String... command) {
        var all = new ArrayList<String>();
        if (own && "root".equals(System.getProperty("user.name"))) {
            all.addAll(List.of("unshare", "-U", "--"));
        }
        all.add(programs.resolve(command[0]).toString());
        all.addAll(List.of(command).subList(1, command.length));
        try {
            var builder = new ProcessBuilder(all)
                    .redirectErrorStream(true)
                    .redirectOutput(Files.createTempFile(command[0], ".log").toFile());
            builder.environment()
                    .putAll(Map.of("PGHOST", "127.0.0.1", "PGPORT", String.valueOf(port), "PGUSER", "postgres"));
            return builder.start();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void awaitSuccess(Process process) {
        try {
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError(
                        "It failed: " + process.info().commandLine().orElse("") + process.exitValue());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Debian installs each release in its own folder. */
    private static Optional<Path> programs() {
        try (var releases = Files.list(Path.of("/usr/lib/postgresql"))) {
            return releases.map(release -> release.resolve("bin"))
                    .filter(bin -> Stream.of("initdb", "postgres", "pg_dump", "pg_restore")
                            .allMatch(program -> Files.isExecutable(bin.resolve(program))))
                    .max(Comparator.naturalOrder());
        } catch (IOException none) {
            return Optional.empty();
        }
    }
}

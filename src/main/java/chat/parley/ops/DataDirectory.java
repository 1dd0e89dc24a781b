package chat.parley.ops;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jboss.logging.Logger;

/**
 * The folder of {@link EmbeddedDatabase}: the cluster, the binaries of the server and its password. One process locks it at a
 * time. The operating system releases the lock when the process ends in any way.
 */
final class DataDirectory {

    private static final Logger LOG = Logger.getLogger(DataDirectory.class);
    /** The name contains the major version, because PostgreSQL cannot read the cluster of another one. */
    private static final String CLUSTER = "postgresql-18";

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);
    private static final int PASSWORD_BYTES = 24;
    private static final String PASSWORD_RULES = """
            # Written by Parley at each start.
            host all all 127.0.0.1/32 scram-sha-256
            """;

    /** Keeps the locks reachable for the lifetime of the process: a collected lock is released with its channel. */
    private static final List<FileLock> LOCKS = new CopyOnWriteArrayList<>();

    private final Path folder;

    private DataDirectory(Path folder) {
        this.folder = folder;
    }

    /**
     * Locks the folder for this process, and creates it if it is missing.
     *
     * @throws IOException if it is locked already, or cannot be created
     */
    static DataDirectory lock(Path folder) throws IOException {
        Files.createDirectories(folder);
        var channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            var fileLock = channel.tryLock();
            if (fileLock == null) {
                throw new IOException("Another Parley process uses the folder " + folder);
            }
            LOCKS.add(fileLock);
            return new DataDirectory(folder);
        } catch (OverlappingFileLockException lockedHere) {
            throw new IOException("This process already uses the folder " + folder, lockedHere);
        }
    }

    Path cluster() {
        return folder.resolve(CLUSTER);
    }

    Path binaries() {
        return folder.resolve("server");
    }

    /** The password of the server. It is generated at the first start and readable by the owner of the folder only. */
    String password() throws IOException {
        var file = folder.resolve("password");
        if (!Files.exists(file)) {
            var random = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(random);
            writeForOwnerOnly(file, HexFormat.of().formatHex(random));
        }
        return Files.readString(file);
    }

    /** Writes the file atomically: a partial password would lock the service out of its database. */
    private static void writeForOwnerOnly(Path file, String text) throws IOException {
        var temporary = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(temporary);
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(
                    temporary, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(temporary, text);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Writes the authentication rules of the server: loopback, with the password. */
    void requirePassword() throws IOException {
        Files.writeString(cluster().resolve("pg_hba.conf"), PASSWORD_RULES);
    }

    /** Stops a server that a killed process left running. The folder is locked, so no other process uses that server. */
    void stopLeftover() throws IOException {
        var leftover = leftover();
        if (leftover.isPresent()) {
            LOG.infof(
                    "Stopping the PostgreSQL that an earlier process left running, pid=%d",
                    leftover.get().pid());
            stop(leftover.get());
        }
    }

    private Optional<ProcessHandle> leftover() throws IOException {
        var pidFile = cluster().resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        var pid = Files.readAllLines(pidFile).stream()
                .findFirst()
                .map(String::strip)
                .filter(line -> line.matches("\\d+"));
        return pid.map(Long::parseLong).flatMap(ProcessHandle::of).filter(DataDirectory::isPostgres);
    }

    /** The process id may belong to another process by now. */
    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> Path.of(command).getFileName().toString().startsWith("postgres"))
                .orElse(false);
    }

    private static void stop(ProcessHandle server) throws IOException {
        server.destroy();
        try {
            server.onExit().get(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException timeout) {
            server.destroyForcibly();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while PostgreSQL was stopping", interrupted);
        } catch (ExecutionException failure) {
            throw new IOException("PostgreSQL could not be stopped", failure);
        }
    }
}

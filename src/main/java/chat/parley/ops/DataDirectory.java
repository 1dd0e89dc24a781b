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
 * The folder of {@link EmbeddedDatabase}: the cluster, the server's binaries and its password. One process claims it at a time,
 * by a lock that the operating system takes back however the process ends.
 */
final class DataDirectory {

    private static final Logger LOG = Logger.getLogger(DataDirectory.class);
    /** The major version is part of the name: PostgreSQL reads no cluster of another one. */
    private static final String CLUSTER = "postgresql-18";

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);
    private static final int PASSWORD_BYTES = 24;
    private static final String BY_PASSWORD = """
            # Written by Parley at each start.
            host all all 127.0.0.1/32 scram-sha-256
            """;

    /** For as long as the process lives: a lock that nobody refers to is collected, and lost with its channel. */
    private static final List<FileLock> CLAIMS = new CopyOnWriteArrayList<>();

    private final Path folder;

    private DataDirectory(Path folder) {
        this.folder = folder;
    }

    /**
     * Claims the folder for this process, and makes it where it is missing.
     *
     * @throws IOException when another process has claimed it
     */
    static DataDirectory claim(Path folder) throws IOException {
        Files.createDirectories(folder);
        var channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            var lock = channel.tryLock();
            if (lock == null) {
                throw new IOException("Another Parley process uses the folder " + folder);
            }
            CLAIMS.add(lock);
            return new DataDirectory(folder);
        } catch (OverlappingFileLockException ours) {
            throw new IOException("This process already uses the folder " + folder, ours);
        }
    }

    Path cluster() {
        return folder.resolve(CLUSTER);
    }

    Path binaries() {
        return folder.resolve("server");
    }

    /** The server's password, made at the first start and readable by the owner of the folder only. */
    String password() throws IOException {
        var file = folder.resolve("password");
        if (!Files.exists(file)) {
            var random = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(random);
            writeForUsOnly(file, HexFormat.of().formatHex(random));
        }
        return Files.readString(file);
    }

    /** The file is there whole or not at all: half a password would lock us out of our own database. */
    private static void writeForUsOnly(Path file, String text) throws IOException {
        var beside = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(beside);
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(
                    beside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(beside, text);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    void admitByPasswordOnly() throws IOException {
        Files.writeString(cluster().resolve("pg_hba.conf"), BY_PASSWORD);
    }

    /** Stops the server that a process left running when it was killed: the folder is ours, so its server is nobody's. */
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

    /** The number may have been given to another process since. */
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
        } catch (TimeoutException stuck) {
            server.destroyForcibly();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while PostgreSQL was stopping", interrupted);
        } catch (ExecutionException broken) {
            throw new IOException("PostgreSQL could not be stopped", broken);
        }
    }
}

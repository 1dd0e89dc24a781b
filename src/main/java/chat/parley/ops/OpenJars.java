package chat.parley.ops;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Keeps the jars next to {@code quarkus-run.jar} open. The class loader of Quarkus closes them after the start and
 * reopens them for classes that are loaded later; if that fails once for lack of a file descriptor, every thread that
 * needs the jar waits forever. Java opens a file that is already open without a new descriptor. A flat class path, as
 * in the image, does not need this.
 */
final class OpenJars {

    private static final String STARTED_BY = "quarkus-run.jar";
    /** Where Quarkus puts those that its own class loader reads. */
    private static final List<String> FOLDERS = List.of("app", "quarkus", "lib/main");

    private final List<Path> paths;
    /** A jar that is reachable is not closed. */
    private List<JarFile> held = List.of();

    private OpenJars(List<Path> paths) {
        this.paths = paths;
    }

    /** Those of this process; none where it was started in another way. */
    static OpenJars ofThisProcess() {
        var started = Path.of(System.getProperty("java.class.path", "").split(File.pathSeparator)[0])
                .toAbsolutePath();
        return new OpenJars(
                started.endsWith(STARTED_BY)
                        ? FOLDERS.stream()
                                .flatMap(folder -> jars(started.resolveSibling(folder)))
                                .toList()
                        : List.of());
    }

    int size() {
        return paths.size();
    }

    /** Needs as many file descriptors. */
    void hold() {
        held = paths.stream().map(OpenJars::open).toList();
    }

    boolean areHeld() {
        return !held.isEmpty();
    }

    private static Stream<Path> jars(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static JarFile open(Path path) {
        try {
            return new JarFile(path.toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

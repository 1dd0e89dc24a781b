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
 * The jars beside {@code quarkus-run.jar}, held open for as long as the process lives. Quarkus' class loader closes them after the
 * start and opens them again for each class that is loaded later; where that fails once for want of a file descriptor, every
 * thread that needs the jar waits for ever. Java opens a file that it has open already without another descriptor, so from here on
 * it cannot fail. A flat class path, as the image has it, needs none of this.
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

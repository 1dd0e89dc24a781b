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

    private static final String RUNNER_JAR = "quarkus-run.jar";
    /** The folders of the jars that the class loader of Quarkus reads. */
    private static final List<String> FOLDERS = List.of("app", "quarkus", "lib/main");

    private final List<Path> paths;
    /** Keeps the jars reachable, so that they are not closed. */
    private List<JarFile> openJars = List.of();

    private OpenJars(List<Path> paths) {
        this.paths = paths;
    }

    /** The jars of this process; empty if it was not started from {@code quarkus-run.jar}. */
    static OpenJars ofThisProcess() {
        var runner = Path.of(System.getProperty("java.class.path", "").split(File.pathSeparator)[0])
                .toAbsolutePath();
        return new OpenJars(
                runner.endsWith(RUNNER_JAR)
                        ? FOLDERS.stream()
                                .flatMap(folder -> jars(runner.resolveSibling(folder)))
                                .toList()
                        : List.of());
    }

    int size() {
        return paths.size();
    }

    /** Opens all jars, which uses one file descriptor each. */
    void keepOpen() {
        openJars = paths.stream().map(OpenJars::open).toList();
    }

    boolean areKeptOpen() {
        return !openJars.isEmpty();
    }

    private static Stream<Path> jars(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList().stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static JarFile open(Path path) {
        try {
            return new JarFile(path.toFile());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

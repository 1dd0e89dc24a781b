package chat.parley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** {@code shellcheck} finds nothing in any script. Without it the test is skipped, but never where {@code CI=true}. */
class ShellScriptsTest {

    /** Built, downloaded or kept by Git: not ours. */
    private static final Set<String> NOT_OURS = Set.of("target", "node_modules", ".git", ".mvn", ".idea");

    @Test
    void everyScriptIsClean() throws Exception {
        var scripts = scripts();
        assertThat(scripts)
                .contains(Path.of("mvnw"), Path.of(".ci/run"), Path.of("src/main/docker/train-aot-cache.sh"));
        assumeTrue(
                isInstalled() || "true".equals(System.getenv("CI")),
                "no shellcheck on the PATH: install it to run this");

        var output = Files.createTempFile("shellcheck", ".txt");
        var process = new ProcessBuilder(
                        Stream.concat(Stream.of("shellcheck"), scripts.stream().map(Path::toString))
                                .toList())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        var finished = process.waitFor(2, TimeUnit.MINUTES);
        process.destroyForcibly();
        var findings = Files.readString(output);
        Files.delete(output);

        assertThat(finished).as(findings).isTrue();
        assertThat(process.waitFor()).as(findings).isZero();
    }

    /** By their names or their first lines. */
    private static List<Path> scripts() throws IOException {
        try (var top = Files.list(Path.of(""))) {
            var roots = top.filter(path -> !NOT_OURS.contains(path.toString())).toList();
            var scripts = Stream.<Path>builder();
            for (var root : roots) {
                try (var files = Files.walk(root)) {
                    files.filter(Files::isRegularFile)
                            .filter(file -> Stream.iterate(file, Objects::nonNull, Path::getParent)
                                    .noneMatch(part ->
                                            NOT_OURS.contains(part.getFileName().toString())))
                            .filter(ShellScriptsTest::isScript)
                            .forEach(scripts);
                }
            }
            return scripts.build().sorted().toList();
        }
    }

    private static boolean isScript(Path file) {
        try (var bytes = Files.newInputStream(file)) {
            var start = new String(bytes.readNBytes(64), StandardCharsets.ISO_8859_1);
            return file.toString().endsWith(".sh") || start.matches("(?s)#!\\S*[/ ](ba|da)?sh\\b.*");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean isInstalled() {
        return Stream.of(Objects.requireNonNullElse(System.getenv("PATH"), "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "shellcheck")));
    }
}

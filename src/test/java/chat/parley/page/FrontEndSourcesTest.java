package chat.parley.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/**
 * The check of the pages' TypeScript: its types, and the tests of its pure parts, in {@code src/main/web}. Skipped without
 * Node, but never where {@code CI=true}.
 */
class FrontEndSourcesTest {

    private static final Path WEB = Path.of("src", "main", "web");
    private static final Pattern AS_HTML =
            Pattern.compile("innerHTML|outerHTML|insertAdjacentHTML|\\.write\\(|eval\\(|new Function");
    private static final Pattern BY_A_KEY =
            Pattern.compile("Object\\.(assign|fromEntries|defineProperty|setPrototypeOf)"
                    + "|\\[\\w+: string\\]|Record<string|[\\w\\])]\\[(?!(i|j|at|index)\\])[A-Za-z_$][\\w$.]*\\] =[^=]");
    private static final int PATIENCE_S = 300;

    private record Command(Process process, Path output) {}

    @Test
    void scriptsTypeCheckAndPassTheirTests() throws Exception {
        assumeTrue(
                onPath("npm") || "true".equals(System.getenv("CI")),
                "no npm on the PATH: install nodejs and npm to run this");

        finish(List.of(start("npm", "ci")));
        // In parallel, because one after the other takes twice as long.
        finish(Stream.of("types", "lint", "format:check", "test")
                .map(script -> start("npm", "run", script))
                .toList());
    }

    /** Everything else is set as text; otherwise users could inject markup into other users' pages. */
    @Test
    void onlyServerSanitizedHtmlIsInserted() throws IOException {
        try (var files = Files.walk(Path.of("src/main/resources/web/app"))) {
            var asHtml = files.filter(file -> file.toString().endsWith(".ts"))
                    .flatMap(file -> text(file).lines())
                    .filter(line -> AS_HTML.matcher(line).find())
                    .map(String::strip);

            assertThat(asHtml)
                    .containsExactlyInAnyOrder(
                            "body.innerHTML = message.html;", "part(item, 'excerpt').innerHTML = excerpt;");
        }
    }

    /** The listeners of an element end with {@code BaseElement}, so none is left behind or removed by hand. */
    @Test
    void everyElementExtendsTheBaseClass() throws IOException {
        try (var files = Files.walk(Path.of("src/main/resources/web/app"))) {
            var found = files.filter(file -> file.toString().endsWith(".ts"))
                    .flatMap(file -> text(file).lines())
                    .filter(line -> line.contains("extends HTMLElement {") || line.contains("removeEventListener"));

            assertThat(found).containsExactly("export class BaseElement extends HTMLElement {");
        }
    }

    /** A collection with keys from outside is a Map: an object inherits the keys of its prototype. */
    @Test
    void objectsAreNotWrittenByExternalKeys() throws IOException {
        assertThat(BY_A_KEY.asPredicate().test("rooms[room.name] = room")).isTrue();
        try (var files = Files.walk(Path.of("src/main/resources/web/app"))) {
            var written = files.filter(file -> file.toString().endsWith(".ts"))
                    .flatMap(file -> text(file).lines())
                    .filter(BY_A_KEY.asPredicate());

            assertThat(written).isEmpty();
        }
    }

    private static Command start(String... words) {
        var output = Path.of("target", String.join("-", words).replace(':', '-') + ".txt");
        try {
            return new Command(
                    new ProcessBuilder(words)
                            .directory(WEB.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start(),
                    output);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void finish(List<Command> commands) throws InterruptedException {
        try {
            for (var command : commands) {
                assertThat(command.process().waitFor(PATIENCE_S, TimeUnit.SECONDS))
                        .as("%s ends", command.output())
                        .isTrue();
                assertThat(command.process().exitValue())
                        .as(() -> text(command.output()))
                        .isZero();
            }
        } finally {
            for (var command : commands) {
                command.process().descendants().forEach(ProcessHandle::destroyForcibly);
                command.process().destroyForcibly();
            }
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    private static boolean onPath(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }
}

package chat.parley;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import chat.parley.ratelimit.RateLimit;

/** Tests that security.md, guarantees.md and the other documents name exist, and the tables match the code. */
class SecurityDocTest {

    private static final Path PAGE = Path.of("src/docs/security.md");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| (\\d+\\.\\d+\\.\\d+[^|]*) \\| ([^|]*) \\| ([^|]*) \\|$");
    private static final Pattern NAMED_TEST = Pattern.compile("`(\\w+(?:Test|IT))(?:#(\\w+))?`");
    private static final Pattern PROMISE = Pattern.compile("(?m)^\\| \\d+ \\| .* \\| ([^|]*) \\|$");
    private static final Pattern TEST = Pattern.compile("`(\\w+)(?:#(\\w+))?`");

    @Test
    void everyReferencedTestExists() throws IOException {
        var sources = sources();
        var namedTests = ROW.matcher(Files.readString(PAGE))
                .results()
                .flatMap(row -> TEST.matcher(row.group(3)).results())
                .toList();

        assertThat(namedTests).hasSizeGreaterThan(100).allSatisfy(test -> {
            assertThat(sources).containsKey(test.group(1));
            assertThat(test.group(2) == null || sources.get(test.group(1)).contains("void " + test.group(2) + "("))
                    .as(test.group())
                    .isTrue();
        });
    }

    @Test
    void everyTestReferencedInDocumentsExists() throws IOException {
        var sources = sources();
        try (var pages = Files.list(PAGE.getParent())) {
            var namedTests = pages.filter(page -> page.toString().endsWith(".md"))
                    .map(sourceReader())
                    .flatMap(text -> NAMED_TEST.matcher(text).results())
                    .toList();

            assertThat(namedTests).hasSizeGreaterThan(200).allSatisfy(test -> {
                assertThat(sources).containsKey(test.group(1));
                assertThat(test.group(2) == null || sources.get(test.group(1)).contains("void " + test.group(2) + "("))
                        .as(test.group())
                        .isTrue();
            });
        }
    }

    @Test
    void everyGuaranteeHasATest() throws IOException {
        var promises = PROMISE.matcher(Files.readString(PAGE.resolveSibling("guarantees.md")))
                .results()
                .toList();

        assertThat(promises)
                .hasSize(8)
                .allSatisfy(promise -> assertThat(promise.group(1)).containsPattern(NAMED_TEST));
    }

    /** A row without a test must be marked as the operator's task, as not met, or as documentation only. */
    @Test
    void everyRequirementHasATestOrAReason() throws IOException {
        var untested = ROW.matcher(Files.readString(PAGE))
                .results()
                .filter(row -> !TEST.matcher(row.group(3)).find())
                .map(row -> row.group(1) + ": " + row.group(2));

        assertThat(untested.toList())
                .isNotEmpty()
                .allMatch(row -> Pattern.compile("operator|: no$|in part|SECURITY.md|to come")
                        .matcher(row)
                        .find());
    }

    @Test
    void everyRateLimitIsDocumented() throws IOException {
        var lines = Files.readString(PAGE).lines().toList();

        assertThat(Arrays.stream(RateLimit.values()))
                .allSatisfy(limit -> assertThat(lines)
                        .anyMatch(line -> line.startsWith(
                                "| `%s` | %d | %s s | ".formatted(limit.id(), limit.burst(), seconds(limit)))));
    }

    private static String seconds(RateLimit limit) {
        var millis = limit.refillInterval().toMillis();
        return millis % 1000 == 0 ? String.valueOf(millis / 1000) : String.valueOf(millis / 1000.0);
    }

    private static Map<String, String> sources() throws IOException {
        try (var files = Files.walk(Path.of("src/test/java"))) {
            List<Path> java =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            return java.stream()
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            sourceReader(),
                            (one, other) -> one));
        }
    }

    private static Function<Path, String> sourceReader() {
        return file -> {
            try {
                return Files.readString(file);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        };
    }
}

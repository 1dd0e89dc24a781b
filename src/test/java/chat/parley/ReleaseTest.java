package chat.parley;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

/** The version is the same in all files that name it, before a tag releases it. */
class ReleaseTest {

    private static final Pattern CHANGELOG = Pattern.compile("(?m)^## (\\d+\\.\\d+\\.\\d+) \\((.+)\\)$");
    private static final Pattern POM = Pattern.compile("<revision>(\\d+\\.\\d+\\.\\d+)(?:-SNAPSHOT)?</revision>");
    private static final Pattern IMAGE = Pattern.compile("(?m)^\\s+newTag: \"?([0-9.]+)\"?$");

    @Test
    void versionsAgree() throws IOException {
        var newest = first(CHANGELOG, "src/docs/changelog.md");

        assertThat(first(POM, "pom.xml")).isEqualTo(newest);
        assertThat(first(IMAGE, "k8s/overlays/production/image/kustomization.yaml"))
                .isEqualTo(newest);
    }

    /** The workflow finds the newest entry by its heading, and the tag must match it. */
    @Test
    void headingsOfTheChangelogAreVersions() throws IOException {
        var headings = Files.readString(Path.of("src/docs/changelog.md"))
                .lines()
                .filter(line -> line.startsWith("## "))
                .toList();

        assertThat(headings)
                .isNotEmpty()
                .doesNotHaveDuplicates()
                .allMatch(line -> CHANGELOG.matcher(line).matches());
    }

    private static String first(Pattern pattern, String file) throws IOException {
        var found = pattern.matcher(Files.readString(Path.of(file)));
        assertThat(found.find()).as("a version in %s", file).isTrue();
        return found.group(1);
    }
}

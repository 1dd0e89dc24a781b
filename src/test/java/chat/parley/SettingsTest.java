package chat.parley;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

/** configuration.md lists the same settings as application.properties. */
class SettingsTest {

    private static final Pattern SET = Pattern.compile("(?m)^#?(parley\\.[a-z.-]+)=");
    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `(parley\\.[a-z.-]+)`");

    @Test
    void everySettingOfOursIsInTheTableAndNoOther() throws IOException {
        var set = found(SET, Path.of("src/main/resources/application.properties"));

        var documented = found(DOCUMENTED, Path.of("src/docs/configuration.md"));

        assertThat(set).isNotEmpty();
        assertThat(documented).isEqualTo(set);
    }

    @Test
    void everySettingThatTheCodeAsksForIsSet() throws IOException {
        var set = found(SET, Path.of("src/main/resources/application.properties"));
        var asked = new TreeSet<String>();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                asked.addAll(found(Pattern.compile("name = \"(parley\\.[a-z.-]+)\""), file));
            }
        }

        assertThat(asked).isNotEmpty();
        assertThat(set).containsAll(asked);
    }

    private static Set<String> found(Pattern pattern, Path file) throws IOException {
        var found = new TreeSet<String>();
        pattern.matcher(Files.readString(file)).results().forEach(match -> found.add(match.group(1)));
        return found;
    }
}

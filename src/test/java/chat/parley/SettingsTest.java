package chat.parley;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.JavaClass;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;

/** configuration.md lists the same settings as application.properties. */
class SettingsTest {

    private static final Pattern DEFAULT_SETTING = Pattern.compile("(?m)^#?(parley\\.[a-z0-9.-]+)=");
    private static final Pattern DOCUMENTED_SETTING = Pattern.compile("(?m)^\\| `(parley\\.[a-z0-9.-]+)`");

    @Test
    void documentedSettingsEqualExistingSettings() throws IOException {
        var set = findAll(DEFAULT_SETTING, Path.of("src/main/resources/application.properties"));

        var documented = findAll(DOCUMENTED_SETTING, Path.of("src/docs/configuration.md"));

        assertThat(set).isNotEmpty();
        assertThat(documented).isEqualTo(set);
    }

    @Test
    void everySettingThatTheCodeReadsIsSet() throws IOException {
        var set = findAll(DEFAULT_SETTING, Path.of("src/main/resources/application.properties"));
        var read = new TreeSet<String>();
        var mappings = ProductionClasses.ALL.stream()
                .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                .map(JavaClass::reflect)
                .toList();
        mappings.forEach(mapping -> read.addAll(
                ConfigMappings.getProperties(ConfigClass.configClass(mapping)).keySet()));

        assertThat(mappings).hasSizeGreaterThan(5);
        assertThat(set).containsAll(read);
    }

    private static Set<String> findAll(Pattern pattern, Path file) throws IOException {
        var found = new TreeSet<String>();
        pattern.matcher(Files.readString(file)).results().forEach(match -> found.add(match.group(1)));
        return found;
    }
}

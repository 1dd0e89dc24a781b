package chat.parley.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

/** The Compose file fits the settings, the image and its own example of settings. */
class ComposeTest {

    private static final Path FOLDER = Path.of("src/main/docker");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)(?::[?-][^}]*)?}");
    private static final Pattern DOCUMENTED = Pattern.compile("`((?:parley|quarkus)\\.[a-z0-9.-]+)`");

    private final String text = read(FOLDER.resolve("compose.yaml"));
    private final JsonNode services = parse(text).path("services");

    @Test
    void everyVariableIsInTheExample() {
        var used = VARIABLE.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
        var example = Pattern.compile("(?m)^([A-Z_]+)=")
                .matcher(read(FOLDER.resolve(".env.example")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());

        assertThat(used).isNotEmpty().isEqualTo(example);
    }

    @Test
    void everySettingOfParleyIsDocumented() {
        var documented = DOCUMENTED
                .matcher(read(Path.of("src/docs/configuration.md")))
                .results()
                .map(found -> found.group(1).toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"))
                .collect(Collectors.toCollection(TreeSet::new));
        var set = services.path("parley").path("environment").properties().stream()
                .map(Map.Entry::getKey)
                .toList();

        assertThat(set).isNotEmpty().allMatch(documented::contains);
    }

    /** Passwords and the setup token have no default, so that nobody runs with one that is published. */
    @Test
    void secretsMustBeSet() {
        var secrets = VARIABLE.matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(variable -> variable.contains("PASSWORD") || variable.contains("TOKEN"))
                .toList();

        assertThat(secrets).isNotEmpty().allMatch(variable -> variable.contains(":?"));
    }

    /** Without an address, Compose publishes a port on all addresses and bypasses the firewall of the machine. */
    @Test
    void onlyCaddyListensOnAllAddresses() {
        services.properties().forEach(service -> {
            var ports = service.getValue()
                    .path("ports")
                    .valueStream()
                    .map(JsonNode::asText)
                    .toList();
            if (!service.getKey().equals("caddy")) {
                assertThat(ports).as(service.getKey()).allMatch(port -> port.startsWith("127.0.0.1:"));
            }
        });
    }

    @Test
    void noServiceCanGainPrivileges() {
        services.properties()
                .forEach(service -> assertThat(
                                service.getValue().path("security_opt").valueStream())
                        .as(service.getKey())
                        .extracting(JsonNode::asText)
                        .containsExactly("no-new-privileges:true"));
        assertThat(services.path("parley").path("read_only").asBoolean()).isTrue();
        assertThat(services.path("parley").path("cap_drop").path(0).asText()).isEqualTo("ALL");
    }

    @Test
    void imageIsBuiltAsItsDockerfileSays() {
        var build = services.path("parley").path("build");

        assertThat(FOLDER.resolve(build.path("context").asText()).normalize()).isEqualTo(Path.of(""));
        assertThat(Path.of(build.path("dockerfile").asText())).isRegularFile();
        assertThat(List.of("database", "redis", "caddy"))
                .allSatisfy(name -> assertThat(services.path(name).path("image").asText())
                        .as("a release of the image of %s", name)
                        .matches("docker\\.io/library/[a-z]+:\\d+"));
    }

    private static JsonNode parse(String yaml) {
        try {
            return new ObjectMapper(new YAMLFactory()).readTree(yaml);
        } catch (IOException invalid) {
            throw new AssertionError(invalid);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException missing) {
            throw new AssertionError(missing);
        }
    }
}

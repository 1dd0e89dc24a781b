package chat.parley.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/**
 * The alerts fire when they should and are silent otherwise, by {@code promtool}. Without it the tests that need it are skipped, but never
 * where {@code CI=true}.
 */
class AlertRulesTest {

    private static final Path FOLDER = Overlay.K8S.resolve("observability");
    private static final Path TESTS = FOLDER.resolve("tests/alerts.yaml");
    private static final Path WORK = Path.of("target/promtool");
    private static final Pattern FIRING = Pattern.compile("ALERTS\\{alertname=\"(\\w+)\", alertstate=\"firing\"");
    private static final Pattern AGGREGATION =
            Pattern.compile("\\b(?:sum|count|min|max|avg)\\b(?!_)(?! by \\(namespace\\b)");

    @BeforeAll
    static void writeRulesForPromtool() throws IOException {
        Files.createDirectories(WORK);
        new YAMLMapper().writeValue(WORK.resolve("rules.yaml").toFile(), rules().get("spec"));
        Files.writeString(WORK.resolve("alerts.yaml"), DocumentedSetting.readFile(TESTS));
    }

    @Test
    void prometheusAcceptsTheRules() throws Exception {
        assertThat(promtool("check", "rules", "rules.yaml")).contains("SUCCESS");
    }

    @Test
    void alertsFireOnlyWhenTheyShould() throws Exception {
        assertThat(promtool("test", "rules", "alerts.yaml")).contains("SUCCESS");
    }

    @Test
    void everyAlertIsTestedAndHasARunbook() {
        var names = alerts().map(alert -> alert.get("alert").asText()).toList();
        var tested = new TreeSet<String>();
        FIRING.matcher(DocumentedSetting.readFile(TESTS)).results().forEach(found -> tested.add(found.group(1)));

        assertThat(tested).containsExactlyInAnyOrderElementsOf(names);
        assertThat(alerts())
                .allSatisfy(
                        alert -> assertThat(alert.at("/annotations/runbook_url").asText())
                                .matches("https://\\S+/src/docs/operations\\.md#"
                                        + alert.get("alert").asText().toLowerCase(Locale.ROOT)));
    }

    /** Otherwise one Parley hides or disturbs the alerts of another. */
    @Test
    void everyAggregationIsByNamespace() {
        var expressions = groups().flatMap(group -> group.get("rules").valueStream())
                .map(rule -> rule.get("expr").asText())
                .toList();

        assertThat(expressions)
                .hasSizeGreaterThan(20)
                .noneMatch(expression -> AGGREGATION.matcher(expression).find());
        assertThat(expressions)
                .as("nothing is without a namespace")
                .allMatch(expression -> expression.contains("namespace"));
        assertThat(alerts())
                .allSatisfy(alert ->
                        assertThat(alert.at("/annotations/summary").asText()).contains("{{ $labels.namespace }}"));
    }

    @Test
    void rulesAndMonitorHaveTheLabelOfTheirPrometheus() {
        var monitor = Manifest.documents(FOLDER.resolve("servicemonitor.yaml")).get(0);

        assertThat(rules().at("/metadata/labels/release").asText())
                .isNotEmpty()
                .isEqualTo(monitor.at("/metadata/labels/release").asText());
    }

    private static String promtool(String... arguments) throws IOException, InterruptedException {
        assumeTrue(
                isOnPath("promtool") || "true".equals(System.getenv("CI")),
                "no promtool on the PATH: install the package prometheus to run this");
        var output = Files.createTempFile("promtool", ".txt");
        var process = new ProcessBuilder(Stream.concat(Stream.of("promtool"), Stream.of(arguments))
                        .toList())
                .directory(WORK.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        var finished = process.waitFor(5, TimeUnit.MINUTES);
        process.destroyForcibly();
        var text = Files.readString(output);
        Files.delete(output);
        assertThat(finished).as(text).isTrue();
        assertThat(process.waitFor()).as(text).isZero();
        return text;
    }

    private static boolean isOnPath(String program) {
        return Stream.of(Objects.requireNonNullElse(System.getenv("PATH"), "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static JsonNode rules() {
        return Manifest.documents(FOLDER.resolve("rules.yaml")).get(0);
    }

    private static Stream<JsonNode> groups() {
        return rules().at("/spec/groups").valueStream();
    }

    private static Stream<JsonNode> alerts() {
        return groups().flatMap(group -> group.get("rules").valueStream()).filter(rule -> rule.has("alert"));
    }
}

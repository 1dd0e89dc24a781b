package chat.parley.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import chat.parley.TestUser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.junit.QuarkusTest;

/** The dashboard and the alerts use metrics that the running service exports, and each alert has instructions. */
@QuarkusTest
class ObservabilityTest {

    private static final Path FOLDER = Path.of("k8s/observability");
    /** Added by Prometheus itself and by kube-state-metrics. */
    private static final Set<String> PROMETHEUS_METRICS = Set.of("up", "kube_deployment_spec_replicas");

    private static final Set<String> QUERY_KEYWORDS = Set.of("by", "on", "or", "and", "unless", "without", "ignoring");
    /** Parts of a query that are not names of metrics: labels, ranges, grouping, and functions before a parenthesis. */
    private static final Pattern NON_METRIC_PARTS =
            Pattern.compile("\\{[^}]*}|\\[[^]]*]|\\b(?:by|without|on)\\s*\\([^)]*\\)");

    private static final Pattern NAME = Pattern.compile("\\b[a-z_][a-z0-9_:]*\\b(?!\\s*\\()");

    @Test
    void dashboardUsesExistingMetrics() throws IOException {
        var queries = new ObjectMapper()
                .readTree(FOLDER.resolve("grafana-dashboard.json").toFile())
                .findValuesAsText("expr");

        assertThat(queries).hasSizeGreaterThan(20);
        assertThat(metricNames(queries)).isSubsetOf(existingMetrics());
    }

    @Test
    void rulesUseExistingMetrics() throws IOException {
        var conditions = rules().map(rule -> rule.get("expr").asText()).toList();

        assertThat(conditions).hasSizeGreaterThan(10);
        assertThat(metricNames(conditions)).isSubsetOf(existingMetrics());
    }

    @Test
    void everyAlertHasARunbook() throws IOException {
        var page = Files.readString(Path.of("src/docs/operations.md"));
        var sections = Pattern.compile("(?m)^### (Parley\\w+)$")
                .matcher(page)
                .results()
                .map(section -> section.group(1))
                .toList();

        assertThat(sections)
                .containsExactlyElementsOf(alerts().stream()
                        .map(alert -> alert.get("alert").asText())
                        .toList());
        assertThat(alerts()).allSatisfy(alert -> {
            assertThat(alert.at("/labels/severity").asText()).isIn("critical", "warning");
            assertThat(alert.at("/annotations/summary").asText()).isNotBlank();
        });
    }

    @Test
    void metricNamesAreFoundInAQuery() {
        assertThat(
                        metricNames(
                                List.of(
                                        "sum by (le, pod) (rate(one_total{job=\"x\",pod=~\"a.*\"}[5m])) / count(two_count) > 0.5 or vector(0)")))
                .containsExactly("one_total", "two_count");
    }

    private static Set<String> existingMetrics() throws IOException {
        var mira = TestUser.create("mira");
        mira.post(mira.createRoom("public"), "hello");
        var there = new TreeSet<>(PROMETHEUS_METRICS);
        rules().filter(rule -> rule.has("record"))
                .forEach(rule -> there.add(rule.get("record").asText()));
        there.addAll(PrometheusScrape.fetch().names());
        return there;
    }

    private static Set<String> metricNames(List<String> queries) {
        return queries.stream()
                .flatMap(query -> NAME.matcher(NON_METRIC_PARTS.matcher(query).replaceAll(" "))
                        .results())
                .map(name -> name.group())
                .filter(name -> !QUERY_KEYWORDS.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<JsonNode> alerts() throws IOException {
        return rules().filter(rule -> rule.has("alert")).toList();
    }

    private static Stream<JsonNode> rules() throws IOException {
        return new YAMLMapper()
                .readTree(FOLDER.resolve("rules.yaml").toFile())
                .at("/spec/groups")
                .valueStream()
                .flatMap(group -> group.get("rules").valueStream());
    }
}

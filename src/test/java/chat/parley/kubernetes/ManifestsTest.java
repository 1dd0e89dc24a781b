package chat.parley.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import com.fasterxml.jackson.databind.JsonNode;

/** Each manifest is valid, and each overlay is complete. */
class ManifestsTest {

    @SuppressWarnings("unused")
    private static final List<Path> FOLDERS = Overlay.FOLDERS;

    private static final Set<String> KUSTOMIZATION = Set.of(
            "apiVersion",
            "kind",
            "namespace",
            "resources",
            "components",
            "labels",
            "images",
            "configMapGenerator",
            "secretGenerator",
            "patches");
    /** The hash suffix of generated names. */
    private static final String HASH_SUFFIX = "(-[0-9a-z]{10})?";

    private static final List<String> FIELDS_WITH_FILES =
            List.of("/resources", "/components", "/configMapGenerator/envs", "/patches/path");

    @Test
    void filesContainOnlyKnownFields() throws IOException {
        var files = files().filter(file -> file.toString().endsWith(".yaml") && !file.endsWith("kustomization.yaml"))
                .toList();

        assertThat(files)
                .hasSizeGreaterThan(10)
                .allSatisfy(file ->
                        assertThat(Manifest.documents(file)).isNotEmpty().allSatisfy(Manifest::of));
    }

    @Test
    void misspelledFieldIsDetected() throws IOException {
        var misspelt = Manifest.documents("""
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: parley
                spec:
                  template:
                    spec:
                      containers:
                        - name: parley
                          livenessProbes: {}
                """).get(0);

        assertThatThrownBy(() -> Manifest.of(misspelt))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("livenessProbes");
    }

    /** Each kustomization.yaml names exactly the files in its folder. */
    @Test
    void everyFileBelongsToAKustomization() throws IOException {
        var namedFiles = new TreeSet<Path>();
        for (var kustomization :
                files().filter(file -> file.endsWith("kustomization.yaml")).toList()) {
            var folder = kustomization.getParent();
            var tree = Kustomization.in(folder).tree();
            assertThat(KUSTOMIZATION)
                    .containsAll(
                            tree.properties().stream().map(Map.Entry::getKey).toList());
            FIELDS_WITH_FILES.forEach(at -> texts(tree, at)
                    .forEach(name -> namedFiles.add(folder.resolve(name).normalize())));
        }

        assertThat(namedFiles).allMatch(Files::exists);
        assertThat(files().filter(file ->
                        !file.endsWith("kustomization.yaml") && !file.toString().endsWith(".md")))
                .isNotEmpty()
                .allMatch(namedFiles::contains);
    }

    @ParameterizedTest
    @FieldSource("FOLDERS")
    void renderedManifestsEqualThoseOfKubectl(Path folder) {
        assumeTrue(Overlay.isKubectlInstalled(), "kubectl is not installed");

        var rendered = Overlay.renderWithKubectl(folder).manifests();

        assertThat(rendered)
                .hasSameSizeAs(Overlay.read(folder).manifests())
                .allMatch(made -> Overlay.read(folder).manifests().stream()
                        .anyMatch(read -> made.kind().equals(read.kind())
                                && made.name().matches(Pattern.quote(read.name()) + HASH_SUFFIX)));
        assertThat(rendered)
                .extracting(Manifest::resource)
                .filteredOn(resource -> !resource.getKind().equals("Namespace"))
                .extracting(resource -> resource.getMetadata().getNamespace())
                .doesNotContainNull();
    }

    private static Stream<String> texts(JsonNode tree, String at) {
        var names = at.substring(1).split("/");
        var nodes = Stream.of(tree);
        for (var name : names) {
            nodes = nodes.flatMap(node -> elements(node.path(name)));
        }
        return nodes.map(JsonNode::asText);
    }

    private static Stream<JsonNode> elements(JsonNode node) {
        return node.isArray() ? node.valueStream() : Stream.of(node).filter(one -> !one.isMissingNode());
    }

    /** The monitoring files have their own test. */
    private static Stream<Path> files() throws IOException {
        try (var files = Files.walk(Overlay.K8S)) {
            return files
                    .filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(Overlay.K8S.resolve("observability")))
                    .toList()
                    .stream();
        }
    }
}

package chat.parley.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.JarFile;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

import chat.parley.ops.PackagedArtifact;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Checks the files that the build makes for the images. */
@DisabledIfSystemProperty(
        named = PackagedArtifact.EXECUTABLE,
        matches = ".+",
        disabledReason = "the layout of the jar and its options for Java")
@Tag("own-processes")
class ImagesIT {

    private static final Path BUILD_OUTPUT = Path.of("target/quarkus-app");
    private static final String TRAINING_SCRIPT =
            DocumentedSetting.readFile(Path.of("src/main/docker/train-aot-cache.sh"));

    @Test
    void classPathOfTheImageEqualsTheBuild() throws IOException {
        assertThat(BUILD_OUTPUT.resolve("quarkus/transformed-bytecode.jar")).exists();
        assertThat(BUILD_OUTPUT.resolve("quarkus/generated-bytecode.jar")).exists();
        assertThat(TRAINING_SCRIPT).contains("/quarkus/transformed-bytecode.jar", "/quarkus/generated-bytecode.jar");
        for (var folder : Arrays.asList("app", "lib/main", "lib/boot")) {
            assertThat(TRAINING_SCRIPT).contains("/" + folder + "/*.jar");
            try (var jars = Files.list(BUILD_OUTPUT.resolve(folder))) {
                assertThat(jars).isNotEmpty().allMatch(jar -> jar.toString().endsWith(".jar"));
            }
        }
        try (var folders = Files.list(BUILD_OUTPUT.resolve("lib"))) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .as("no other")
                    .containsExactlyInAnyOrder("boot", "main");
        }
    }

    /** The image starts without quarkus-run.jar, whose manifest contains these options. */
    @Test
    void imageOpensTheSamePackagesAsTheJar() throws IOException {
        try (var jar = new JarFile(BUILD_OUTPUT.resolve("quarkus-run.jar").toFile())) {
            var attributes = jar.getManifest().getMainAttributes();

            assertThat(TRAINING_SCRIPT.lines().filter(line -> line.startsWith("--add-opens")))
                    .containsExactlyInAnyOrderElementsOf(
                            Arrays.stream(attributes.getValue("Add-Opens").split(" "))
                                    .map(name -> "--add-opens=" + name + "=ALL-UNNAMED")
                                    .toList());
            assertThat(TRAINING_SCRIPT)
                    .contains("--enable-native-access=" + attributes.getValue("Enable-Native-Access"));
        }
    }

    @Test
    void softwareBillListsEveryJar() throws IOException {
        var list = new ObjectMapper()
                .readTree(Path.of("target/quarkus-run-cyclonedx.json").toFile());

        assertThat(list.get("bomFormat").asText()).isEqualTo("CycloneDX");
        try (var jars = Files.list(BUILD_OUTPUT.resolve("lib/main"))) {
            var listed = StreamSupport.stream(list.get("components").spliterator(), false)
                    .map(component ->
                            component.at("/evidence/occurrences/0/location").asText())
                    .toList();
            assertThat(jars.map(jar -> "lib/main/" + jar.getFileName()))
                    .isNotEmpty()
                    .allMatch(listed::contains);
        }
    }
}

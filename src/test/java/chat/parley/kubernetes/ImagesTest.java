package chat.parley.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.fabric8.kubernetes.api.model.Container;

/** The Dockerfiles copy what the build makes, and the images match the manifests. */
class ImagesTest {

    private static final Path DOCKER = Path.of("src/main/docker");

    @SuppressWarnings("unused")
    private static final List<Path> FILES =
            List.of(DOCKER.resolve("Dockerfile.jvm"), DOCKER.resolve("Dockerfile.native"));

    private static final Pattern FROM = Pattern.compile("(?m)^FROM (\\S+)(?: AS (\\S+))?$");
    private static final Pattern COPY =
            Pattern.compile("(?m)^COPY (?:--\\S+ )*?(--from=\\S+ )?(?:--\\S+ )*(.+) (\\S+)$");
    /** Outputs of the build in target; ImagesIT checks that they exist. */
    private static final List<String> BUILD_OUTPUTS = List.of(
            "target/quarkus-app/lib/",
            "target/quarkus-app/quarkus/",
            "target/quarkus-app/app/",
            "target/*-runner",
            "target/quarkus-run-cyclonedx.json",
            "target/*-cyclonedx.json");

    static Stream<Overlay> overlays() {
        return Overlay.all();
    }

    @ParameterizedTest
    @FieldSource("FILES")
    void copiedFilesExistAndAreNotIgnored(Path file) {
        var sources = copies(file)
                .filter(copy -> copy.group(1) == null)
                .flatMap(copy -> Stream.of(copy.group(2).split(" ")))
                .toList();

        assertThat(sources)
                .isNotEmpty()
                .allMatch(source -> BUILD_OUTPUTS.contains(source) || Files.isRegularFile(Path.of(source)));
        assertThat(sources).allMatch(ImagesTest::isSentToTheBuilder);
    }

    @ParameterizedTest
    @FieldSource("FILES")
    void referencedStagesExist(Path file) {
        var stages = FROM.matcher(DocumentedSetting.readFile(file))
                .results()
                .map(from -> from.group(2))
                .toList();

        assertThat(copies(file).filter(copy -> copy.group(1) != null))
                .allMatch(copy -> stages.contains(copy.group(1).trim().replace("--from=", "")));
        assertThat(FROM.matcher(DocumentedSetting.readFile(file)).results().map(from -> from.group(1)))
                .isNotEmpty()
                .allMatch(
                        base -> stages.contains(base) || base.matches(".+:[0-9][^:]*"),
                        "a stage, or an image with a fixed tag");
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void imagesHaveAUserAndThePortOfTheManifests(Overlay overlay) {
        var pod = overlay.parley().pod();

        assertThat(FILES).allSatisfy(file -> {
            assertThat(lastInstruction("USER", file))
                    .as("a number, so that Kubernetes sees that it is not root")
                    .matches("[1-9]\\d*");
            assertThat(pod.getSecurityContext().getRunAsUser())
                    .as("OpenShift chooses the user")
                    .isNull();
            assertThat(lastInstruction("EXPOSE", file)).isEqualTo(DocumentedSetting.builtInValue("quarkus.http.port"));
            assertThat(pod.getContainers())
                    .flatExtracting(Container::getPorts)
                    .allMatch(port -> lastInstruction("EXPOSE", file).equals(String.valueOf(port.getContainerPort())));
            assertThat(lastInstruction("ENTRYPOINT", file)).startsWith("[").contains("-Dquarkus.http.host=0.0.0.0");
        });
    }

    @Test
    void entryPointsExist() {
        var jvm = DOCKER.resolve("Dockerfile.jvm");
        var rehearsal = DocumentedSetting.readFile(DOCKER.resolve("train-aot-cache.sh"));

        var started = lastInstruction("ENTRYPOINT", jvm);

        assertThat(started)
                .contains(
                        "\"@/deployments/parley.args\"",
                        "\"-XX:AOTCache=/deployments/parley.aot\"",
                        "\"chat.parley.ops.Main\"");
        assertThat(rehearsal).contains("chat.parley.ops.Main", "/parley.args", "/parley.aot");
        assertThat(copies(jvm).filter(copy -> copy.group(1) != null))
                .singleElement()
                .satisfies(copy -> assertThat(copy.group(2) + " " + copy.group(3))
                        .isEqualTo("/deployments/parley.args /deployments/parley.aot /deployments/"));
        assertThat(lastInstruction("ENTRYPOINT", DOCKER.resolve("Dockerfile.native")))
                .contains("\"/deployments/parley\"");
        assertThat(copies(DOCKER.resolve("Dockerfile.native")))
                .anyMatch(copy -> copy.group(3).equals("/deployments/parley"));
    }

    /** Without the option, a process that is out of memory keeps running in a broken state and is not restarted. */
    @Test
    void everyEntryPointExitsOnOutOfMemory() {
        var option = "-XX:+ExitOnOutOfMemoryError";

        assertThat(DocumentedSetting.readFile(DOCKER.resolve("train-aot-cache.sh")))
                .as("what Dockerfile.jvm starts Java with")
                .contains("\n" + option + "\n");
        assertThat(lastInstruction("ENTRYPOINT", DOCKER.resolve("Dockerfile.native")))
                .contains("\"" + option + "\"");
        assertThat(DocumentedSetting.builtInValue("quarkus.native.additional-build-args"))
                .contains("-R:+ExitOnOutOfMemoryError");
        assertThat(DocumentedSetting.readFile(Path.of("pom.xml")))
                .containsPattern("<jvmArgs>.*" + Pattern.quote(option) + ".*</jvmArgs>");
        assertThat(DocumentedSetting.readFile(Path.of("README.md")).lines().filter(line -> line.startsWith("java ")))
                .isNotEmpty()
                .allMatch(line -> line.contains(option));
        // A Job has no selector; Kubernetes retries it up to its backoffLimit.
        assertThat(overlays()
                        .map(Overlay::parley)
                        .filter(workload -> workload.selector().isPresent()))
                .isNotEmpty()
                .allSatisfy(workload ->
                        assertThat(workload.pod().getRestartPolicy()).isIn(null, "Always"));
    }

    private static Stream<MatchResult> copies(Path file) {
        return COPY.matcher(DocumentedSetting.readFile(file)).results();
    }

    private static String lastInstruction(String instruction, Path file) {
        return DocumentedSetting.readFile(file)
                .lines()
                .filter(line -> line.startsWith(instruction + " "))
                .reduce((one, other) -> other)
                .orElseThrow()
                .substring(instruction.length() + 1);
    }

    /** .dockerignore excludes everything except the lines with an exclamation mark. */
    private static boolean isSentToTheBuilder(String source) {
        var lines = DocumentedSetting.readFile(Path.of(".dockerignore"))
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
        return lines.get(0).equals("*")
                && lines.stream()
                        .filter(line -> line.startsWith("!"))
                        .map(line -> line.substring(1))
                        .anyMatch(kept -> kept.endsWith("/**")
                                ? source.startsWith(kept.replace("**", ""))
                                : source.matches(Pattern.quote(kept).replace("*", "\\E.*\\Q")));
    }
}

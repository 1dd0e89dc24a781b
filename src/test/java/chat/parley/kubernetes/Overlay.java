package chat.parley.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** What is applied together: as its files say, which needs no kubectl, or as kubectl makes it of them. */
record Overlay(String name, List<Manifest> manifests) {

    static final Path K8S = Path.of("k8s");
    /** What is applied by itself. */
    static final List<Path> FOLDERS = List.of(
            K8S.resolve("overlays/dev"),
            K8S.resolve("overlays/production"),
            K8S.resolve("overlays/production/migration"));

    /** Every overlay by its files and, where kubectl is installed, as that renders it. */
    static Stream<Overlay> all() {
        return Once.ALL.stream();
    }

    static Overlay read(Path folder) {
        return new Overlay(
                folder + ", read",
                Kustomization.in(folder).resources().stream().map(Manifest::of).toList());
    }

    static Overlay rendered(Path folder) {
        try {
            var output = Files.createTempFile("rendered", ".yaml");
            var process = new ProcessBuilder("kubectl", "kustomize", folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new AssertionError(folder + ": " + Files.readString(output));
            }
            return new Overlay(
                    folder + ", rendered",
                    Manifest.documents(output).stream().map(Manifest::of).toList());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    static boolean kubectlIsThere() {
        return Stream.of(Objects.requireNonNullElse(System.getenv("PATH"), "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl")));
    }

    <T extends HasMetadata> List<T> resources(Class<T> kind) {
        return manifests.stream()
                .map(Manifest::resource)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** Whatever runs pods. */
    List<Workload> workloads() {
        return manifests.stream()
                .map(Manifest::resource)
                .flatMap(resource -> Workload.of(resource).stream())
                .toList();
    }

    /** The one whose pods are Parley: they serve, or migrate. */
    Workload parley() {
        return workloads().stream()
                .filter(workload -> workload.name().startsWith("parley"))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public String toString() {
        return name;
    }

    /** For all tests, as kubectl takes its time. */
    private static final class Once {
        private static final List<Overlay> ALL = Stream.concat(
                        FOLDERS.stream().map(Overlay::read),
                        FOLDERS.stream().filter(folder -> kubectlIsThere()).map(Overlay::rendered))
                .toList();
    }
}

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

/** Manifests that are applied together: as rendered from the files without kubectl, or as rendered by kubectl. */
record Overlay(String name, List<Manifest> manifests) {

    static final Path K8S = Path.of("k8s");
    /** The folders that are applied separately. */
    static final List<Path> FOLDERS = List.of(
            K8S.resolve("overlays/dev"),
            K8S.resolve("overlays/production"),
            K8S.resolve("overlays/production/migration"));

    /** Every overlay rendered from its files and, where kubectl is installed, by kubectl. */
    static Stream<Overlay> all() {
        return Once.ALL.stream();
    }

    static Overlay read(Path folder) {
        return new Overlay(
                folder + ", read",
                Kustomization.in(folder).resources().stream().map(Manifest::of).toList());
    }

    static Overlay renderWithKubectl(Path folder) {
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

    static boolean isKubectlInstalled() {
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

    /** The resources that run pods. */
    List<Workload> workloads() {
        return manifests.stream()
                .map(Manifest::resource)
                .flatMap(resource -> Workload.of(resource).stream())
                .toList();
    }

    /** The workload whose pods run Parley, either to serve or to migrate. */
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

    /** Rendered once for all tests, because kubectl is slow. */
    private static final class Once {
        private static final List<Overlay> ALL = Stream.concat(
                        FOLDERS.stream().map(Overlay::read),
                        FOLDERS.stream().filter(folder -> isKubectlInstalled()).map(Overlay::renderWithKubectl))
                .toList();
    }
}

package chat.parley.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** Manifests that are applied together: as rendered from the files without kubectl, or as rendered by kubectl. */
record Overlay(String name, List<Manifest> manifests) {

    static final Path K8S = Path.of("k8s");
    /** The component of the proxy in the production overlay, and those that can take its place. */
    private static final String PROXY = "gateway";

    private static final List<String> OTHER_PROXIES = List.of("ingress-nginx", "traefik");

    /** The folders that are applied separately. */
    static final List<Path> FOLDERS = Stream.concat(
                    Stream.of(
                            K8S.resolve("overlays/dev"),
                            K8S.resolve("overlays/production"),
                            K8S.resolve("overlays/production/migration")),
                    OTHER_PROXIES.stream().map(Overlay::productionBehind))
            .toList();

    /** Every overlay rendered from its files and, where kubectl is installed, by kubectl. */
    static Stream<Overlay> all() {
        return Once.ALL.stream();
    }

    /** A copy of the production overlay with another proxy, as k8s/README.md says to choose one, and with its optional components. */
    private static Path productionBehind(String proxy) {
        var copy = Path.of("target/kustomize", proxy);
        try (var files = Files.walk(K8S)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var target = copy.resolve(K8S.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
            var production = copy.resolve("overlays/production");
            var kustomization = production.resolve("kustomization.yaml");
            var text = Files.readString(kustomization);
            if (!text.contains("\n  - " + PROXY + "\n")) {
                throw new AssertionError("production has no component " + PROXY);
            }
            Files.writeString(
                    kustomization,
                    text.replace("\n  - " + PROXY + "\n", "\n  - " + proxy + "\n  - scale-by-sockets\n"));
            return production;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
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

package chat.parley.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;

/**
 * A resource that runs pods.
 *
 * @param selector empty for a Job, which finds its pods by itself
 * @param claims the volume claims of each pod
 */
record Workload(String name, Optional<LabelSelector> selector, PodTemplateSpec template, List<String> claims) {

    static Optional<Workload> of(HasMetadata resource) {
        var name = resource.getMetadata().getName();
        if (resource instanceof Deployment deployment) {
            return Optional.of(new Workload(
                    name,
                    Optional.of(deployment.getSpec().getSelector()),
                    deployment.getSpec().getTemplate(),
                    List.of()));
        }
        if (resource instanceof StatefulSet set) {
            return Optional.of(new Workload(
                    name,
                    Optional.of(set.getSpec().getSelector()),
                    set.getSpec().getTemplate(),
                    set.getSpec().getVolumeClaimTemplates().stream()
                            .map(claim -> claim.getMetadata().getName())
                            .toList()));
        }
        if (resource instanceof Job job) {
            return Optional.of(
                    new Workload(name, Optional.empty(), job.getSpec().getTemplate(), List.of()));
        }
        return Optional.empty();
    }

    boolean isSelectedBy(LabelSelector selector) {
        return selector.getMatchExpressions().isEmpty() && isSelectedBy(selector.getMatchLabels());
    }

    boolean isSelectedBy(Map<String, String> labels) {
        return labels != null
                && !labels.isEmpty()
                && template.getMetadata().getLabels().entrySet().containsAll(labels.entrySet());
    }

    PodSpec pod() {
        return template.getSpec();
    }

    List<Container> containers() {
        return Stream.concat(pod().getInitContainers().stream(), pod().getContainers().stream())
                .toList();
    }

    Stream<VolumeMount> mounts() {
        return containers().stream().flatMap(container -> container.getVolumeMounts().stream());
    }

    boolean listensOn(String portNameOrNumber) {
        return containers().stream()
                .flatMap(container -> container.getPorts().stream())
                .anyMatch(port -> portNameOrNumber.equals(port.getName())
                        || portNameOrNumber.equals(String.valueOf(port.getContainerPort())));
    }
}

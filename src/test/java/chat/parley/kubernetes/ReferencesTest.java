package chat.parley.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;

/** References between manifests resolve. */
class ReferencesTest {

    static Stream<Overlay> overlays() {
        return Overlay.all();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everySelectorMatchesItsPods(Overlay overlay) {
        assertThat(overlay.workloads()).isNotEmpty().allSatisfy(workload -> {
            assertThat(workload.selector().stream()).as(workload.name()).allMatch(workload::isSelectedBy);
            assertThat(workload.pod().getTopologySpreadConstraints())
                    .allMatch(spread -> workload.isSelectedBy(spread.getLabelSelector()));
        });
        assertThat(overlay.resources(PodDisruptionBudget.class))
                .allSatisfy(budget -> assertThat(overlay.workloads())
                        .filteredOn(workload ->
                                workload.isSelectedBy(budget.getSpec().getSelector()))
                        .extracting(Workload::name)
                        .containsExactly(budget.getMetadata().getName()));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyServiceTargetsAPort(Overlay overlay) {
        var services = overlay.resources(Service.class).stream()
                .filter(service -> !service.getSpec().getSelector().isEmpty())
                .toList();

        assertThat(services).allSatisfy(service -> {
            var behind = overlay.workloads().stream()
                    .filter(workload -> workload.isSelectedBy(service.getSpec().getSelector()))
                    .toList();
            assertThat(behind).as(service.getMetadata().getName()).hasSize(1);
            assertThat(service.getSpec().getPorts())
                    .isNotEmpty()
                    .allMatch(port -> behind.get(0).listensOn(portText(port.getTargetPort())));
        });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyProbeTargetsAPort(Overlay overlay) {
        assertThat(overlay.workloads())
                .allSatisfy(workload -> assertThat(workload.containers())
                        .allSatisfy(container -> assertThat(Stream.of(
                                                container.getStartupProbe(),
                                                container.getLivenessProbe(),
                                                container.getReadinessProbe())
                                        .filter(probe -> probe != null && probe.getHttpGet() != null))
                                .allMatch(probe -> workload.listensOn(
                                        portText(probe.getHttpGet().getPort())))));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyAutoscalerTargetsADeploymentWithoutReplicas(Overlay overlay) {
        assertThat(overlay.resources(HorizontalPodAutoscaler.class)).allSatisfy(scaler -> {
            var target = scaler.getSpec().getScaleTargetRef();
            assertThat(overlay.resources(Deployment.class))
                    .filteredOn(deployment -> deployment.getMetadata().getName().equals(target.getName()))
                    .singleElement()
                    .satisfies(deployment -> {
                        assertThat(deployment.getKind()).isEqualTo(target.getKind());
                        assertThat(deployment.getApiVersion()).isEqualTo(target.getApiVersion());
                        assertThat(deployment.getSpec().getReplicas())
                                .as("each apply would undo it")
                                .isNull();
                    });
            assertThat(scaler.getSpec().getMinReplicas())
                    .isGreaterThan(1)
                    .isLessThan(scaler.getSpec().getMaxReplicas());
        });
        assertThat(overlay.resources(Deployment.class))
                .allMatch(deployment -> deployment.getSpec().getReplicas() != null
                        || !overlay.resources(HorizontalPodAutoscaler.class).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyNetworkPolicyMatchesPodsAndPorts(Overlay overlay) {
        assertThat(overlay.resources(NetworkPolicy.class)).isNotEmpty().allSatisfy(policy -> {
            var meant = overlay.workloads().stream()
                    .filter(workload -> workload.isSelectedBy(policy.getSpec().getPodSelector()))
                    .toList();
            assertThat(meant).as(policy.getMetadata().getName()).hasSize(1);
            assertThat(policy.getSpec().getIngress())
                    .flatExtracting(NetworkPolicyIngressRule::getPorts)
                    .allMatch(port -> meant.get(0).listensOn(portText(port.getPort())));
        });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyPodIsIsolatedByPolicies(Overlay overlay) {
        assertThat(overlay.workloads()).allSatisfy(workload -> {
            var directions = policies(overlay, workload)
                    .flatMap(policy -> policy.getSpec().getPolicyTypes().stream())
                    .toList();
            assertThat(directions)
                    .as(workload.name())
                    .contains("Ingress", "Egress")
                    .isSubsetOf("Ingress", "Egress");
            assertThat(policies(overlay, workload).flatMap(policy -> policy.getSpec().getIngress().stream()))
                    .allMatch(rule ->
                            !rule.getFrom().isEmpty() && !rule.getPorts().isEmpty());
            assertThat(policies(overlay, workload).flatMap(policy -> policy.getSpec().getEgress().stream()))
                    .allMatch(
                            rule -> !rule.getTo().isEmpty() && !rule.getPorts().isEmpty());
        });
    }

    /** Network policies allow the connection at both pods. */
    @ParameterizedTest
    @MethodSource("overlays")
    void everyEgressRuleHasAnIngressRule(Overlay overlay) {
        assertThat(overlay.workloads())
                .allSatisfy(from -> assertThat(policies(overlay, from)
                                .flatMap(policy -> policy.getSpec().getEgress().stream())
                                .filter(rule -> rule.getTo().stream().anyMatch(ReferencesTest::isInSameNamespace)))
                        .allSatisfy(rule -> {
                            var to = overlay.workloads().stream()
                                    .filter(workload -> rule.getTo().stream()
                                            .anyMatch(peer -> workload.isSelectedBy(peer.getPodSelector())))
                                    .toList();
                            assertThat(to).hasSize(1);
                            assertThat(rule.getPorts())
                                    .allMatch(port -> to.get(0).listensOn(portText(port.getPort())));
                            assertThat(policies(overlay, to.get(0))
                                            .flatMap(policy -> policy.getSpec().getIngress().stream()))
                                    .anyMatch(let -> let.getFrom().stream()
                                            .anyMatch(peer -> isInSameNamespace(peer)
                                                    && from.isSelectedBy(peer.getPodSelector())));
                        }));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyIngressAndMonitorTargetsAServicePort(Overlay overlay) {
        var services = overlay.resources(Service.class);
        assertThat(overlay.resources(Ingress.class)).allSatisfy(ingress -> {
            assertThat(ingress.getSpec().getRules())
                    .flatExtracting(rule -> rule.getHttp().getPaths())
                    .extracting(path -> path.getBackend().getService())
                    .isNotEmpty()
                    .allMatch(backend -> services.stream()
                            .anyMatch(service -> service.getMetadata().getName().equals(backend.getName())
                                    && service.getSpec().getPorts().stream()
                                            .anyMatch(port -> port.getName()
                                                    .equals(backend.getPort().getName()))));
            var hosts = ingress.getSpec().getRules().stream()
                    .map(rule -> rule.getHost())
                    .toList();
            assertThat(ingress.getSpec().getTls())
                    .flatExtracting(tls -> tls.getHosts())
                    .containsExactlyElementsOf(hosts);
        });
        assertThat(overlay.resources(ServiceMonitor.class)).allSatisfy(monitor -> {
            var seen = services.stream()
                    .filter(service -> service.getMetadata()
                            .getLabels()
                            .entrySet()
                            .containsAll(monitor.getSpec()
                                    .getSelector()
                                    .getMatchLabels()
                                    .entrySet()))
                    .toList();
            assertThat(seen)
                    .extracting(service -> service.getMetadata().getName())
                    .containsExactly("parley");
            assertThat(monitor.getSpec().getEndpoints())
                    .isNotEmpty()
                    .allMatch(endpoint -> seen.get(0).getSpec().getPorts().stream()
                            .anyMatch(port -> port.getName().equals(endpoint.getPort())));
        });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyReferencedVolumeAndAccountExists(Overlay overlay) {
        var accounts = overlay.resources(ServiceAccount.class).stream()
                .map(account -> account.getMetadata().getName())
                .toList();
        assertThat(overlay.workloads()).allSatisfy(workload -> {
            var volumes = Stream.concat(
                            workload.pod().getVolumes().stream().map(Volume::getName), workload.claims().stream())
                    .toList();
            assertThat(workload.mounts().map(mount -> mount.getName()))
                    .as(workload.name())
                    .hasSameElementsAs(volumes);
            assertThat(Optional.ofNullable(workload.pod().getServiceAccountName()).stream())
                    .allMatch(accounts::contains);
        });
    }

    private static Stream<NetworkPolicy> policies(Overlay overlay, Workload workload) {
        return overlay.resources(NetworkPolicy.class).stream()
                .filter(policy -> workload.isSelectedBy(policy.getSpec().getPodSelector()));
    }

    private static boolean isInSameNamespace(NetworkPolicyPeer peer) {
        return peer.getPodSelector() != null && peer.getNamespaceSelector() == null;
    }

    private static String portText(IntOrString port) {
        return port.getStrVal() != null ? port.getStrVal() : String.valueOf(port.getIntVal());
    }
}

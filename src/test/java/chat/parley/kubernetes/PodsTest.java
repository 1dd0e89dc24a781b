package chat.parley.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;

/** The pods match Parley: their settings, probes, shutdown and restrictions. */
class PodsTest {

    private static final Pattern SECRET = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| (`[A-Z][^|]*) \\|");
    private static final Pattern KEY = Pattern.compile("`([A-Z_]+)`");
    private static final Pattern DRAIN_TIMEOUT =
            Pattern.compile("Duration DRAIN_TIMEOUT = Duration\\.ofSeconds\\((\\d+)\\);");

    static Stream<Overlay> overlays() {
        return Overlay.all();
    }

    static Stream<Overlay> overlaysThatServe() {
        return Overlay.all()
                .filter(overlay -> !overlay.resources(Deployment.class).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everySettingIsDocumented(Overlay overlay) {
        var variables = new TreeSet<>(configMapSettings(overlay).keySet());
        parley(overlay).getEnv().forEach(variable -> variables.add(variable.getName()));

        assertThat(variables).isNotEmpty();
        assertThat(DocumentedSetting.variables()).containsAll(variables);
    }

    /** Each referenced key is in a ConfigMap or Secret of the overlay, or in one that k8s/README.md explains how to create. */
    @ParameterizedTest
    @MethodSource("overlays")
    void everyReferencedKeyExists(Overlay overlay) {
        var there = secretsOfTheReadme();
        overlay.resources(Secret.class)
                .forEach(secret -> there.put(
                        secret.getMetadata().getName(),
                        secret.getData().isEmpty()
                                ? secret.getStringData().keySet()
                                : secret.getData().keySet()));
        var maps = overlay.resources(ConfigMap.class).stream()
                .map(map -> map.getMetadata().getName())
                .toList();

        assertThat(overlay.workloads()).flatExtracting(Workload::containers).allSatisfy(container -> {
            assertThat(secretKeys(container))
                    .allSatisfy(key -> assertThat(there.get(
                                    key.getValueFrom().getSecretKeyRef().getName()))
                            .as(key.getName())
                            .isNotNull()
                            .contains(key.getValueFrom().getSecretKeyRef().getKey()));
            assertThat(maps)
                    .containsAll(container.getEnvFrom().stream()
                            .map(from -> from.getConfigMapRef().getName())
                            .toList());
        });
        assertThat(secretKeys(parley(overlay)))
                .isNotEmpty()
                .allMatch(key -> key.getName()
                        .equals(key.getValueFrom().getSecretKeyRef().getKey()));
    }

    /** The startup probe ends a container that takes longer than two minutes, so only containers without probes migrate. */
    @ParameterizedTest
    @MethodSource("overlays")
    void onlyContainersWithoutProbesMigrate(Overlay overlay) {
        assertThat(overlay.parley().containers().stream().filter(PodsTest::migrates))
                .allMatch(container -> container.getStartupProbe() == null && container.getLivenessProbe() == null)
                .allMatch(container -> container.getEnv().stream()
                        .noneMatch(variable -> variable.getName().equals("QUARKUS_FLYWAY_MIGRATE_AT_START")))
                .hasSize(
                        overlay.resources(Deployment.class).isEmpty()
                                        || Integer.valueOf(1)
                                                .equals(overlay.resources(Deployment.class)
                                                        .get(0)
                                                        .getSpec()
                                                        .getReplicas())
                                ? 1
                                : 0);
        assertThat(overlay.resources(Deployment.class))
                .allMatch(deployment ->
                        "false".equals(configMapSettings(overlay).get("QUARKUS_FLYWAY_MIGRATE_AT_START")));
    }

    private static boolean migrates(Container container) {
        return container.getEnv().stream()
                .anyMatch(variable -> variable.getName().equals("QUARKUS_INIT_AND_EXIT")
                        && variable.getValue().equals("true"));
    }

    @ParameterizedTest
    @MethodSource("overlaysThatServe")
    void podsCommunicateByRedis(Overlay overlay) {
        assertThat(configMapSettings(overlay)).containsEntry("PARLEY_BACKPLANE_TYPE", "redis");
        assertThat(parley(overlay).getEnv()).extracting(EnvVar::getName).contains("QUARKUS_REDIS_HOSTS");
    }

    @ParameterizedTest
    @MethodSource("overlaysThatServe")
    void probesUseTheHealthEndpoints(Overlay overlay) {
        var container = parley(overlay);

        assertThat(List.of(container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe()))
                .extracting(probe -> probe.getHttpGet().getPath())
                .containsExactly("/q/health/started", "/q/health/live", "/q/health/ready");
        assertThat(DocumentedSetting.readFile(Path.of("README.md")))
                .contains("`/q/health/live`", "`/q/health/ready`", "`/q/health/started`", "`/q/metrics`");
        assertThat(DocumentedSetting.readFile(Path.of("src/main/resources/application.properties")))
                .doesNotContain(
                        "quarkus.smallrye-health.",
                        "quarkus.http.root-path",
                        "non-application-root-path",
                        "quarkus.management");
        assertThat(container.getPorts())
                .singleElement()
                .satisfies(port -> assertThat(String.valueOf(port.getContainerPort()))
                        .isEqualTo(DocumentedSetting.builtInValue("quarkus.http.port")));
    }

    /** The grace period covers preStop, the closing of sockets and the last requests. */
    @ParameterizedTest
    @MethodSource("overlaysThatServe")
    void gracePeriodCoversTheShutdown(Overlay overlay) {
        var pod = overlay.parley().pod();
        var preStop = parley(overlay).getLifecycle().getPreStop().getSleep().getSeconds();
        var delay = duration(configMapSettings(overlay).get("QUARKUS_SHUTDOWN_DELAY"));
        var patience = DRAIN_TIMEOUT.matcher(
                DocumentedSetting.readFile(Path.of("src/main/java/chat/parley/http/RequestDrainer.java")));

        assertThat(patience.find()).isTrue();
        assertThat(pod.getTerminationGracePeriodSeconds())
                .isGreaterThan(preStop + delay.toSeconds() + Long.parseLong(patience.group(1)));
        assertThat(preStop).isPositive();
    }

    @ParameterizedTest
    @MethodSource("overlaysThatServe")
    void rolloutKeepsAllReplicasAvailable(Overlay overlay) {
        assertThat(overlay.resources(Deployment.class)).singleElement().satisfies(deployment -> {
            var rolling = deployment.getSpec().getStrategy().getRollingUpdate();
            assertThat(rolling.getMaxUnavailable().getIntVal()).isZero();
            assertThat(rolling.getMaxSurge().getIntVal()).isPositive();
        });
    }

    /** A drain never takes the last pods that serve. */
    @ParameterizedTest
    @MethodSource("overlays")
    void drainRespectsTheBudget(Overlay overlay) {
        assertThat(overlay.resources(PodDisruptionBudget.class)).allSatisfy(budget -> {
            assertThat(budget.getSpec().getMaxUnavailable().getIntVal()).isEqualTo(1);
            assertThat(budget.getSpec().getUnhealthyPodEvictionPolicy()).isEqualTo("IfHealthyBudget");
        });
        assertThat(overlay.resources(PodDisruptionBudget.class).isEmpty())
                .isEqualTo(overlay.resources(HorizontalPodAutoscaler.class).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyPodIsHardened(Overlay overlay) {
        assertThat(overlay.workloads()).allSatisfy(workload -> {
            var pod = workload.pod();
            assertThat(pod.getAutomountServiceAccountToken())
                    .as(workload.name())
                    .isFalse();
            assertThat(pod.getEnableServiceLinks()).isFalse();
            assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getSecurityContext().getRunAsUser())
                    .satisfiesAnyOf(
                            user -> assertThat(user).isNull(),
                            user -> assertThat(user).isPositive());
            assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
            assertThat(workload.containers()).isNotEmpty().allSatisfy(container -> {
                assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                        .isTrue();
                assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                        .isFalse();
                assertThat(container.getSecurityContext().getCapabilities().getDrop())
                        .containsExactly("ALL");
                assertThat(container.getSecurityContext().getCapabilities().getAdd())
                        .isEmpty();
                assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
                assertThat(container.getResources().getLimits()).containsKeys("cpu", "memory");
                assertThat(container.getImage()).as("a fixed tag").doesNotEndWith(":latest");
            });
        });
    }

    /** Java does not return memory, so what it may use is what the node must have. */
    @ParameterizedTest
    @MethodSource("overlays")
    void requestedMemoryEqualsTheLimit(Overlay overlay) {
        var resources = parley(overlay).getResources();

        assertThat(resources.getRequests().get("memory"))
                .isEqualTo(resources.getLimits().get("memory"));
    }

    private static Container parley(Overlay overlay) {
        return overlay.parley().pod().getContainers().get(0);
    }

    private static List<EnvVar> secretKeys(Container container) {
        return container.getEnv().stream()
                .filter(variable -> variable.getValueFrom() != null)
                .toList();
    }

    /** The settings in Parley's ConfigMaps. */
    static Map<String, String> configMapSettings(Overlay overlay) {
        var plain = new TreeMap<String, String>();
        var names = parley(overlay).getEnvFrom().stream()
                .map(from -> from.getConfigMapRef().getName())
                .toList();
        overlay.resources(ConfigMap.class).stream()
                .filter(map -> names.contains(map.getMetadata().getName()))
                .forEach(map -> plain.putAll(map.getData()));
        return plain;
    }

    private static Map<String, Set<String>> secretsOfTheReadme() {
        var secrets = new HashMap<String, Set<String>>();
        SECRET.matcher(DocumentedSetting.readFile(Overlay.K8S.resolve("README.md")))
                .results()
                .forEach(row -> {
                    var keys = new TreeSet<String>();
                    KEY.matcher(row.group(2)).results().forEach(key -> keys.add(key.group(1)));
                    secrets.put(row.group(1), keys);
                });
        return secrets;
    }

    private static Duration duration(String seconds) {
        assertThat(seconds).matches("\\d+s");
        return Duration.ofSeconds(Long.parseLong(seconds.replace("s", "")));
    }
}

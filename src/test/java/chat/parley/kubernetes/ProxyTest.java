package chat.parley.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRule;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;

/** Each proxy that production can have in front of Parley has the same limits as Parley. */
class ProxyTest {

    private static final Pattern HOST = Pattern.compile("Host\\(`([^`]+)`\\)");
    private static final String NGINX = "nginx.ingress.kubernetes.io/";
    private static final String SECRET = "parley-tls";
    /** Uploads over slow lines take long; Parley has a minimum rate. */
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(10);

    static Stream<Overlay> overlaysThatServe() {
        return Overlay.all()
                .filter(overlay -> !overlay.resources(Deployment.class).isEmpty());
    }

    static Stream<Overlay> behindNginx() {
        return Overlay.all().filter(overlay -> !overlay.resources(Ingress.class).isEmpty());
    }

    static Stream<Overlay> behindAGateway() {
        return Overlay.all()
                .filter(overlay -> !overlay.resources(HTTPRoute.class).isEmpty());
    }

    static Stream<Overlay> behindTraefik() {
        return Overlay.all().filter(overlay -> !trees(overlay, "IngressRoute").isEmpty());
    }

    @Test
    void archivedControllerIsNotTheDefault() {
        var production = Overlay.read(Overlay.K8S.resolve("overlays/production"));

        assertThat(production.resources(HTTPRoute.class)).isNotEmpty();
        assertThat(production.resources(Ingress.class)).isEmpty();
    }

    /** The proxy names the addresses of clients, and Parley believes it. */
    @ParameterizedTest
    @MethodSource("overlaysThatServe")
    void hostsMatchThePublicUrl(Overlay overlay) {
        var settings = PodsTest.configMapSettings(overlay);
        var site = URI.create(settings.get("PARLEY_PUBLIC_URL"));

        assertThat(hosts(overlay).isEmpty()).isEqualTo(site.getHost().equals("localhost"));
        if (!hosts(overlay).isEmpty()) {
            assertThat(hosts(overlay)).containsOnly(site.getHost());
            assertThat(site.getScheme()).isEqualTo("https");
            assertThat(settings)
                    .containsEntry("QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING", "true")
                    .containsKey("QUARKUS_HTTP_PROXY_TRUSTED_PROXIES");
            assertThat(overlay.resources(NetworkPolicy.class))
                    .filteredOn(policy -> policy.getMetadata().getName().equals("parley-from-proxy"))
                    .singleElement()
                    .satisfies(
                            policy -> assertThat(policy.getSpec().getIngress()).isNotEmpty());
        }
    }

    @ParameterizedTest
    @MethodSource("behindNginx")
    void ingressHasTheLimitsOfParley(Overlay overlay) {
        assertThat(overlay.resources(Ingress.class)).singleElement().satisfies(ingress -> {
            var annotations = ingress.getMetadata().getAnnotations();
            assertThat(megabytes(annotations.get(NGINX + "proxy-body-size")))
                    .isGreaterThan(megabytes(DocumentedSetting.builtInValue("parley.http.max-upload-size")));
            assertThat(annotations).containsEntry(NGINX + "proxy-request-buffering", "off");
            assertThat(Stream.of("proxy-read-timeout", "proxy-send-timeout"))
                    .allMatch(name -> Duration.ofSeconds(Long.parseLong(annotations.get(NGINX + name)))
                                    .compareTo(silence())
                            > 0);
            assertThat(closed(ingress)).containsExactlyInAnyOrder("/q/health", "/q/metrics");
            assertThat(ingress.getSpec().getTls())
                    .extracting(tls -> tls.getSecretName())
                    .containsExactly(SECRET);
        });
    }

    @ParameterizedTest
    @MethodSource("behindAGateway")
    void gatewayHasTheLimitsOfParley(Overlay overlay) {
        var route = route(overlay, "parley");
        var rules = Map.of("closed", rule(route, "/q/health"), "ws", rule(route, "/ws"), "all", rule(route, "/"));

        assertThat(rules.get("closed").getMatches())
                .extracting(match -> match.getPath().getValue())
                .containsExactly("/q/health", "/q/metrics");
        assertThat(rules.get("closed").getBackendRefs())
                .extracting(backend -> backend.getName())
                .containsExactly("parley-closed");
        // No limit.
        assertThat(List.of(
                        rules.get("ws").getTimeouts().getRequest(),
                        rules.get("ws").getTimeouts().getBackendRequest()))
                .containsOnly("0s");
        assertThat(List.of(
                        rules.get("all").getTimeouts().getRequest(),
                        rules.get("all").getTimeouts().getBackendRequest()))
                .allMatch(limit -> seconds(limit).compareTo(LONG_ENOUGH) > 0);
        assertThat(overlay.resources(Gateway.class))
                .singleElement()
                .satisfies(gateway -> assertThat(gateway.getSpec().getListeners())
                        .anySatisfy(listener -> {
                            assertThat(listener.getProtocol()).isEqualTo("HTTPS");
                            assertThat(listener.getTls().getCertificateRefs())
                                    .extracting(secret -> secret.getName())
                                    .containsExactly(SECRET);
                        }));
        assertThat(route(overlay, "parley-redirect").getSpec().getRules())
                .flatExtracting(HTTPRouteRule::getFilters)
                .extracting(filter -> filter.getRequestRedirect().getScheme())
                .containsExactly("https");
    }

    /** Each part refers to one that exists. */
    @ParameterizedTest
    @MethodSource("behindAGateway")
    void gatewayReferencesExist(Overlay overlay) {
        var gateway = overlay.resources(Gateway.class).get(0);
        var listeners = gateway.getSpec().getListeners().stream()
                .map(listener -> listener.getName())
                .toList();
        var routes = overlay.resources(HTTPRoute.class);

        assertThat(routes)
                .hasSize(2)
                .allSatisfy(route -> assertThat(route.getSpec().getParentRefs())
                        .isNotEmpty()
                        .allMatch(parent ->
                                parent.getName().equals(gateway.getMetadata().getName())
                                        && listeners.contains(parent.getSectionName())));
        assertThat(routes.stream()
                        .flatMap(route -> route.getSpec().getRules().stream())
                        .flatMap(rule -> rule.getBackendRefs().stream()))
                .isNotEmpty()
                .allMatch(backend -> overlay.resources(Service.class).stream()
                        .anyMatch(service -> service.getMetadata().getName().equals(backend.getName())
                                && service.getSpec().getPorts().stream()
                                        .anyMatch(port -> port.getPort().equals(backend.getPort()))));
        for (var policy : List.of("ClientTrafficPolicy", "BackendTrafficPolicy")) {
            assertThat(trees(overlay, policy))
                    .singleElement()
                    .satisfies(tree -> assertThat(tree.at("/spec/targetRefs").valueStream())
                            .singleElement()
                            .satisfies(target -> assertThat(overlay.manifests())
                                    .anyMatch(manifest -> manifest.kind()
                                                    .equals(target.get("kind").asText())
                                            && manifest.name()
                                                    .equals(target.get("name").asText()))));
        }
    }

    /** Envoy appends to the addresses that a client sends, and Parley reads the first one; and it allows only 1,024 connections. */
    @ParameterizedTest
    @MethodSource("behindAGateway")
    void envoyReplacesAddressesAndAllowsAllSockets(Overlay overlay) {
        var removed = trees(overlay, "ClientTrafficPolicy").get(0).at("/spec/headers/earlyRequestHeaders/remove");
        var breaker = trees(overlay, "BackendTrafficPolicy").get(0).at("/spec/circuitBreaker");
        var pods = 10L;

        assertThat(removed.valueStream().map(JsonNode::asText)).contains("X-Forwarded-For", "Forwarded");
        assertThat(List.of(
                        breaker.get("maxConnections").asLong(),
                        breaker.get("maxParallelRequests").asLong()))
                .allMatch(limit -> limit
                        >= pods
                                * Long.parseLong(
                                        DocumentedSetting.builtInValue("quarkus.http.limits.max-connections")));
    }

    @ParameterizedTest
    @MethodSource("behindTraefik")
    void traefikHasTheLimitsOfParley(Overlay overlay) {
        var routes = trees(overlay, "IngressRoute");
        var middlewares = trees(overlay, "Middleware");

        assertThat(routes)
                .hasSize(2)
                .allSatisfy(route -> assertThat(
                                route.at("/spec/routes/0/middlewares").valueStream())
                        .isNotEmpty()
                        .allMatch(used -> middlewares.stream()
                                .anyMatch(middleware ->
                                        middleware.at("/metadata/name").equals(used.get("name")))));
        var route = routes.stream()
                .filter(one -> one.at("/metadata/name").asText().equals("parley"))
                .findFirst()
                .orElseThrow();
        assertThat(route.at("/spec/routes/0/match").asText())
                .contains("!PathPrefix(`/q/health`)", "!PathPrefix(`/q/metrics`)");
        assertThat(route.at("/spec/tls/secretName").asText()).isEqualTo(SECRET);
        var service = route.at("/spec/routes/0/services/0");
        assertThat(overlay.resources(Service.class))
                .anyMatch(one ->
                        one.getMetadata().getName().equals(service.get("name").asText())
                                && one.getSpec()
                                        .getPorts()
                                        .get(0)
                                        .getName()
                                        .equals(service.get("port").asText()));
        assertThat(middlewares)
                .noneMatch(middleware -> middleware.get("spec").has("buffering"))
                .anyMatch(middleware ->
                        middleware.at("/spec/redirectScheme/scheme").asText().equals("https"))
                .anyMatch(middleware -> middleware
                        .at("/spec/inFlightReq/amount")
                        .asText()
                        .equals(DocumentedSetting.builtInValue("parley.http.max-connections-per-address")));
    }

    private static List<String> hosts(Overlay overlay) {
        var hosts = new ArrayList<String>();
        overlay.resources(Ingress.class)
                .forEach(ingress -> ingress.getSpec().getRules().forEach(rule -> hosts.add(rule.getHost())));
        overlay.resources(Gateway.class)
                .forEach(gateway ->
                        gateway.getSpec().getListeners().forEach(listener -> hosts.add(listener.getHostname())));
        overlay.resources(HTTPRoute.class)
                .forEach(route -> hosts.addAll(route.getSpec().getHostnames()));
        trees(overlay, "IngressRoute")
                .forEach(route -> HOST.matcher(route.at("/spec/routes/0/match").asText())
                        .results()
                        .forEach(host -> hosts.add(host.group(1))));
        return hosts;
    }

    private static List<String> closed(Ingress ingress) {
        return ingress.getSpec().getRules().get(0).getHttp().getPaths().stream()
                .filter(path -> path.getBackend().getService().getName().equals("parley-closed"))
                .map(path -> path.getPath())
                .toList();
    }

    private static HTTPRoute route(Overlay overlay, String name) {
        return overlay.resources(HTTPRoute.class).stream()
                .filter(route -> route.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static HTTPRouteRule rule(HTTPRoute route, String path) {
        return route.getSpec().getRules().stream()
                .filter(rule -> rule.getMatches().get(0).getPath().getValue().equals(path))
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonNode> trees(Overlay overlay, String kind) {
        return overlay.manifests().stream()
                .filter(manifest -> manifest.kind().equals(kind))
                .map(Manifest::tree)
                .toList();
    }

    /** The longest silence of a socket that works: two pings. */
    private static Duration silence() {
        return seconds(DocumentedSetting.builtInValue("quarkus.websockets-next.server.auto-ping-interval"))
                .multipliedBy(2);
    }

    private static Duration seconds(String text) {
        assertThat(text).matches("\\d+s");
        return Duration.ofSeconds(Long.parseLong(text.replace("s", "")));
    }

    private static int megabytes(String size) {
        assertThat(size).matches("\\d+[mM]");
        return Integer.parseInt(size.substring(0, size.length() - 1));
    }
}

package chat.parley;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/**
 * Rate limits as people meet them: the other tests do too much at once for them. Behind a proxy that is elsewhere, so that
 * whoever speaks to the service is not it.
 */
public class WithLimits implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "parley.limits.factor", "1",
                "quarkus.http.proxy.proxy-address-forwarding", "true",
                "quarkus.http.proxy.trusted-proxies", "192.0.2.1");
    }
}

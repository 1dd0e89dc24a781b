package chat.parley;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/**
 * Rate limits as in production; other tests send too much at once for them. The only trusted proxy has another address, so
 * forwarded headers from tests must be ignored.
 */
public class RateLimitsProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "parley.rate-limit.multiplier", "1",
                "quarkus.http.proxy.proxy-address-forwarding", "true",
                "quarkus.http.proxy.trusted-proxies", "192.0.2.1");
    }
}

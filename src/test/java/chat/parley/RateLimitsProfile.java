package chat.parley;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** Production rate limits, which other tests would exceed. The only trusted proxy has another address, so the service must ignore forwarded headers from tests. */
public class RateLimitsProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "parley.rate-limit.multiplier", "1",
                "quarkus.http.proxy.proxy-address-forwarding", "true",
                "quarkus.http.proxy.trusted-proxies", "192.0.2.1");
    }
}

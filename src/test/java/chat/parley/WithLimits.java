package chat.parley;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** Rate limits as people meet them: the other tests do too much at once for them. */
public class WithLimits implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("parley.limits.factor", "1");
    }
}

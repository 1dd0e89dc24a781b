package chat.parley.backplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

/** With TLS the clients check that the certificate of Redis is for its host. */
@QuarkusTest
@TestProfile(RedisHostNamesTest.WithTls.class)
class RedisHostNamesTest {

    /** No server is there: the settings are read at the start, the connections belong to the backplane. */
    public static class WithTls implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.redis.hosts", "rediss://redis.invalid:6379");
        }
    }

    @Inject
    RedisSettings settings;

    @Test
    void hostNameIsVerifiedByDefault() {
        var options = settings.options();

        assertThat(options.getEndpoints()).containsExactly("rediss://redis.invalid:6379");
        assertThat(options.getNetClientOptions().getHostnameVerificationAlgorithm())
                .isEqualTo("HTTPS");
    }
}

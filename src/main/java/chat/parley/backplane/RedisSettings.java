package chat.parley.backplane;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import io.quarkus.redis.client.RedisOptionsCustomizer;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;

/**
 * The settings of {@code quarkus.redis}, including address, password and TLS, as Quarkus reads them for its own client.
 */
@ApplicationScoped
class RedisSettings implements RedisOptionsCustomizer {

    /** Quarkus reads the settings of a client only if there is an injection point for it. */
    @Inject
    Instance<Redis> injectionPoint;

    private volatile RedisOptions options;

    @Override
    public void customize(String clientName, RedisOptions options) {
        this.options = options;
    }

    RedisOptions options() {
        if (options == null) {
            throw new IllegalStateException(
                    "parley.backplane.type=redis requires a Redis server. Set quarkus.redis.hosts");
        }
        return options;
    }
}

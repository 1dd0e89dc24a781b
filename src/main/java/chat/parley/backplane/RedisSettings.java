package chat.parley.backplane;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import io.quarkus.redis.client.RedisOptionsCustomizer;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;

/** What {@code quarkus.redis} says, address, password, TLS and all, as the platform reads it for its own client. */
@ApplicationScoped
class RedisSettings implements RedisOptionsCustomizer {

    @Inject
    Instance<Redis> platforms;

    private volatile RedisOptions options;

    @Override
    public void customize(String clientName, RedisOptions options) {
        this.options = options;
    }

    /** Where there is no address of a Redis it fails, and says so: so ask only where there is to be one. */
    RedisOptions options() {
        platforms.get();
        return options;
    }
}

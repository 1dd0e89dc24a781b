package chat.parley.backplane;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import chat.parley.backplane.BackplaneConfig.Type;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** Produces the backplane that {@code parley.backplane.type} selects. */
@ApplicationScoped
class BackplaneProducer {

    @Produces
    @Singleton
    Backplane backplane(
            BackplaneConfig config, LocalBackplane local, Instance<RedisBackplane> redis, MeterRegistry metrics) {
        var backplane = chosen(config.type(), local, redis);
        new BackplaneMetrics(metrics);
        Gauge.builder("parley.backplane.healthy", backplane, asked -> asked.isHealthy() ? 1 : 0)
                .description("1 if this process reaches the others or is a single process, else 0.")
                .strongReference(true)
                .register(metrics);
        Gauge.builder("parley.backplane.single.node", backplane, asked -> asked.isSingleProcess() ? 1 : 0)
                .description("1 if this process is configured as a single process, else 0.")
                .strongReference(true)
                .register(metrics);
        return backplane;
    }

    private static Backplane chosen(Type type, LocalBackplane local, Instance<RedisBackplane> redis) {
        if (type == Type.LOCAL) {
            return local;
        }
        var chosen = redis.get();
        chosen.start();
        return chosen;
    }
}

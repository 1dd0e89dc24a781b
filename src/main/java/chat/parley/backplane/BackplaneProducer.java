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
        var backplane = selected(config.type(), local, redis);
        new BackplaneMetrics(metrics);
        Gauge.builder("parley.backplane.healthy", backplane, self -> self.isHealthy() ? 1 : 0)
                .description("1 if this process reaches the others or is a single process, else 0.")
                .strongReference(true)
                .register(metrics);
        Gauge.builder("parley.backplane.single.node", backplane, self -> self.isSingleProcess() ? 1 : 0)
                .description("1 if this process is configured as a single process, else 0.")
                .strongReference(true)
                .register(metrics);
        return backplane;
    }

    private static Backplane selected(Type type, LocalBackplane local, Instance<RedisBackplane> redis) {
        if (type == Type.LOCAL) {
            return local;
        }
        var selected = redis.get();
        selected.start();
        return selected;
    }
}

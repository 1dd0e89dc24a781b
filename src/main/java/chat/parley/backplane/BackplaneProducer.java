package chat.parley.backplane;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** Produces the backplane that {@code parley.backplane} selects. */
@ApplicationScoped
class BackplaneProducer {

    enum Kind {
        LOCAL,
        REDIS
    }

    @Produces
    @Singleton
    Backplane backplane(
            @ConfigProperty(name = "parley.backplane") Kind kind,
            LocalBackplane local,
            Instance<RedisBackplane> redis,
            MeterRegistry metrics) {
        var backplane = chosen(kind, local, redis);
        new BackplaneMetrics(metrics);
        Gauge.builder("parley.backplane.whole", backplane, asked -> asked.isHealthy() ? 1 : 0)
                .description("1 while other processes are reached, or there are none")
                .strongReference(true)
                .register(metrics);
        Gauge.builder("parley.backplane.alone", backplane, asked -> asked.isSingleProcess() ? 1 : 0)
                .description("1 where there are no other processes to tell")
                .strongReference(true)
                .register(metrics);
        return backplane;
    }

    private static Backplane chosen(Kind kind, LocalBackplane local, Instance<RedisBackplane> redis) {
        if (kind == Kind.LOCAL) {
            return local;
        }
        var chosen = redis.get();
        chosen.start();
        return chosen;
    }
}

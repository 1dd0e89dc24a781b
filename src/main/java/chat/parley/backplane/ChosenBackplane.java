package chat.parley.backplane;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The backplane that {@code parley.backplane} names. */
@ApplicationScoped
class ChosenBackplane {

    enum Kind {
        LOCAL, REDIS
    }

    @Produces
    @Singleton
    Backplane backplane(@ConfigProperty(name = "parley.backplane") Kind kind, LocalBackplane local, Instance<RedisBackplane> redis) {
        if (kind == Kind.LOCAL) {
            return local;
        }
        var chosen = redis.get();
        chosen.start();
        return chosen;
    }
}

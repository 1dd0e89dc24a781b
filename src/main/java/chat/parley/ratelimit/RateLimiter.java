package chat.parley.ratelimit;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.problem.ApiException;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Applies each {@link RateLimit} in the memory of this process: several processes allow a multiple. Thread-safe. */
@ApplicationScoped
@Startup
@RegisterForReflection(classNames = RateLimiter.CAFFEINES_OWN)
public class RateLimiter {

    /** Buckets kept at once. One is about 200 bytes, so 20 MB at most; the least used make room and start full again. */
    private static final int MAX_BUCKETS = 100_000;

    private static final Duration BUCKET_IDLE_TTL = Duration.ofHours(1);

    /** Caffeine makes a cache of this kind by the name of a class of its own, which a native image must be told to keep. */
    static final String CAFFEINES_OWN = "com.github.benmanes.caffeine.cache.PSAMS";

    private record Counted(RateLimit limit, Object whom) {}

    private final Cache<Counted, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MAX_BUCKETS)
            .expireAfterAccess(BUCKET_IDLE_TTL)
            .build();
    private final Map<RateLimit, Counter> refused = new EnumMap<>(RateLimit.class);
    private final double multiplier;

    @Inject
    RateLimiter(RateLimitConfig config, MeterRegistry metrics) {
        this(config.multiplier(), metrics);
    }

    /** @param multiplier of all limits; 0 for none */
    RateLimiter(double multiplier, MeterRegistry metrics) {
        this.multiplier = multiplier;
        for (var limit : RateLimit.values()) {
            refused.put(
                    limit,
                    Counter.builder("parley.rate.limit.exceeded")
                            .description(
                                    "Number of requests and frames that were rejected or dropped because of a rate limit.")
                            .tag("limit", limit.id())
                            .register(metrics));
        }
    }

    /**
     * Counts one.
     *
     * @param whom what the limit is counted for: an account's id, an address
     * @throws ApiException with 429 when it is one too many
     */
    public void take(RateLimit limit, Object whom) {
        if (lifted()) {
            return;
        }
        var probe = bucket(limit, whom).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw refused(limit, probe.getNanosToWaitForRefill());
        }
    }

    /**
     * Counts one, where what is too much is dropped.
     *
     * @return false when it is one too many
     */
    public boolean tryTake(RateLimit limit, Object whom) {
        if (lifted() || bucket(limit, whom).tryConsume(1)) {
            return true;
        }
        refused(limit);
        return false;
    }

    /**
     * Refuses when {@link #take} would, but counts nothing.
     *
     * @throws ApiException with 429 when nothing is left
     */
    public void check(RateLimit limit, Object whom) {
        if (lifted()) {
            return;
        }
        var probe = bucket(limit, whom).estimateAbilityToConsume(1);
        if (!probe.canBeConsumed()) {
            throw refused(limit, probe.getNanosToWaitForRefill());
        }
    }

    /** A bucket of its own for someone who keeps it, such as a socket: null when limits are lifted. */
    public Bucket own(RateLimit limit) {
        return lifted() ? null : filled(limit);
    }

    /** How many of something there may be at once, scaled as the limits are. */
    public long most(int unscaled) {
        return lifted() ? Long.MAX_VALUE : scaled(unscaled);
    }

    /** Counts what someone was refused who keeps a bucket of their own. */
    public void refused(RateLimit limit) {
        refused.get(limit).increment();
    }

    private boolean lifted() {
        return multiplier == 0;
    }

    private Bucket bucket(RateLimit limit, Object whom) {
        return buckets.get(new Counted(limit, whom), counted -> filled(limit));
    }

    private Bucket filled(RateLimit limit) {
        var burst = scaled(limit.burst());
        var pace = limit.pace().multipliedBy(limit.burst());
        return Bucket.builder()
                .addLimit(bandwidth -> bandwidth.capacity(burst).refillGreedy(burst, pace))
                .build();
    }

    private long scaled(int unscaled) {
        return Math.max(1, Math.round(unscaled * multiplier));
    }

    private ApiException refused(RateLimit limit, long nanos) {
        refused(limit);
        return ApiException.tooMany(Duration.ofNanos(nanos));
    }
}

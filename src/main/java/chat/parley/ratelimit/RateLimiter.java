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
@RegisterForReflection(classNames = RateLimiter.CAFFEINE_CACHE_CLASS)
public class RateLimiter {

    /** Maximum number of buckets: about 200 bytes each, so 20 MB. The least used are evicted and start full again. */
    private static final int MAX_BUCKETS = 100_000;

    private static final Duration BUCKET_IDLE_TTL = Duration.ofHours(1);

    /** Caffeine creates this cache by the name of an internal class, which has to be registered for a native image. */
    static final String CAFFEINE_CACHE_CLASS = "com.github.benmanes.caffeine.cache.PSAMS";

    private record BucketKey(RateLimit limit, Object key) {}

    private final Cache<BucketKey, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MAX_BUCKETS)
            .expireAfterAccess(BUCKET_IDLE_TTL)
            .build();
    private final Map<RateLimit, Counter> rejections = new EnumMap<>(RateLimit.class);
    private final double multiplier;

    @Inject
    RateLimiter(RateLimitConfig config, MeterRegistry metrics) {
        this(config.multiplier(), metrics);
    }

    /** @param multiplier the factor for all limits; 0 disables them */
    RateLimiter(double multiplier, MeterRegistry metrics) {
        this.multiplier = multiplier;
        for (var limit : RateLimit.values()) {
            rejections.put(
                    limit,
                    Counter.builder("parley.rate.limit.exceeded")
                            .description(
                                    "Number of requests and frames that were rejected or dropped because of a rate limit.")
                            .tag("limit", limit.id())
                            .register(metrics));
        }
    }

    /**
     * Counts one request.
     *
     * @param key what the limit is counted for, such as the id of an account or a network address
     * @throws ApiException with status 429 if the limit is exceeded
     */
    public void acquire(RateLimit limit, Object key) {
        if (areDisabled()) {
            return;
        }
        var probe = bucket(limit, key).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw tooManyRequests(limit, probe.getNanosToWaitForRefill());
        }
    }

    /**
     * Counts one event that is dropped without an error above the limit.
     *
     * @param key what the limit is counted for
     * @return false if the limit is exceeded
     */
    public boolean tryAcquire(RateLimit limit, Object key) {
        if (areDisabled() || bucket(limit, key).tryConsume(1)) {
            return true;
        }
        recordRejection(limit);
        return false;
    }

    /**
     * Fails if {@link #acquire} would, and counts nothing.
     *
     * @param key what the limit is counted for
     * @throws ApiException with status 429 if the limit is reached
     */
    public void check(RateLimit limit, Object key) {
        if (areDisabled()) {
            return;
        }
        var probe = bucket(limit, key).estimateAbilityToConsume(1);
        if (!probe.canBeConsumed()) {
            throw tooManyRequests(limit, probe.getNanosToWaitForRefill());
        }
    }

    /** Creates a separate bucket, such as for one socket. The caller keeps it. Null if limits are disabled. */
    public Bucket newBucket(RateLimit limit) {
        return areDisabled() ? null : fullBucket(limit);
    }

    /** Scales a maximum number by the multiplier; {@link Long#MAX_VALUE} if limits are disabled. */
    public long scaledMaximum(int unscaled) {
        return areDisabled() ? Long.MAX_VALUE : scaled(unscaled);
    }

    /** Counts a rejection by a bucket of {@link #newBucket} in the metrics. */
    public void recordRejection(RateLimit limit) {
        rejections.get(limit).increment();
    }

    private boolean areDisabled() {
        return multiplier == 0;
    }

    private Bucket bucket(RateLimit limit, Object key) {
        return buckets.get(new BucketKey(limit, key), bucketKey -> fullBucket(limit));
    }

    private Bucket fullBucket(RateLimit limit) {
        var burst = scaled(limit.burst());
        var refillInterval = limit.refillInterval().multipliedBy(limit.burst());
        return Bucket.builder()
                .addLimit(bandwidth -> bandwidth.capacity(burst).refillGreedy(burst, refillInterval))
                .build();
    }

    private long scaled(int unscaled) {
        return Math.max(1, Math.round(unscaled * multiplier));
    }

    private ApiException tooManyRequests(RateLimit limit, long nanos) {
        recordRejection(limit);
        return ApiException.tooMany(Duration.ofNanos(nanos));
    }
}

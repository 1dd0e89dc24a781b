package chat.parley.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import chat.parley.problem.ApiException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

class RateLimiterTest {

    /** Refills so slowly that nothing is refilled during a test. */
    private static final RateLimit LIMIT = RateLimit.SIGN_IN_FAILURE;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final RateLimiter limits = new RateLimiter(1, metrics);

    @Test
    void requestAboveTheBurstIsRejectedWithARetryTime() {
        acquire(limits, "mira", LIMIT.burst());

        var refusal = expectRejection(() -> limits.acquire(LIMIT, "mira"));

        assertThat(refusal.status()).isEqualTo(429);
        assertThat(refusal.retryAfter()).isPositive().isLessThanOrEqualTo(LIMIT.refillInterval());
    }

    @Test
    void keysAreIndependent() {
        acquire(limits, "mira", LIMIT.burst());
        expectRejection(() -> limits.acquire(LIMIT, "mira"));

        acquire(limits, "tom", LIMIT.burst());
    }

    @Test
    void limitsAreIndependent() {
        acquire(limits, "mira", LIMIT.burst());
        expectRejection(() -> limits.acquire(LIMIT, "mira"));

        assertThatCode(() -> limits.acquire(RateLimit.SIGN_UP, "mira")).doesNotThrowAnyException();
    }

    @Test
    void checkRejectsWhatAcquireWouldReject() {
        acquire(limits, "mira", LIMIT.burst() - 1);
        assertThatCode(() -> limits.check(LIMIT, "mira")).doesNotThrowAnyException();

        limits.acquire(LIMIT, "mira");

        var refusal = expectRejection(() -> limits.check(LIMIT, "mira"));
        assertThat(refusal.retryAfter()).isPositive().isLessThanOrEqualTo(LIMIT.refillInterval());
    }

    @Test
    void checkCountsNothing() {
        for (var check = 0; check < 10 * LIMIT.burst(); check++) {
            limits.check(LIMIT, "mira");
        }

        acquire(limits, "mira", LIMIT.burst());
    }

    @Test
    void multiplier0DisablesAllLimits() {
        var lifted = new RateLimiter(0, metrics);

        acquire(lifted, "mira", 10 * LIMIT.burst());

        assertThatCode(() -> lifted.check(LIMIT, "mira")).doesNotThrowAnyException();
        assertThat(lifted.newBucket(LIMIT)).isNull();
    }

    @Test
    void multiplier2DoublesTheLimits() {
        var doubled = new RateLimiter(2, metrics);

        acquire(doubled, "mira", 2 * LIMIT.burst());

        var refusal = expectRejection(() -> doubled.acquire(LIMIT, "mira"));
        assertThat(refusal.retryAfter())
                .as("and twice as fast")
                .isLessThanOrEqualTo(LIMIT.refillInterval().dividedBy(2));
    }

    @Test
    void smallMultiplierStillAllowsOneRequest() {
        var strict = new RateLimiter(0.001, metrics);

        acquire(strict, "mira", 1);

        expectRejection(() -> strict.acquire(LIMIT, "mira"));
    }

    @Test
    void separateBucketIsFullAndIndependent() {
        var own = limits.newBucket(LIMIT);

        assertThat(own.tryConsumeAsMuchAsPossible()).isEqualTo(LIMIT.burst());
        assertThat(limits.newBucket(LIMIT).tryConsume(1)).isTrue();
    }

    @Test
    void rejectionsAreCounted() {
        acquire(limits, "mira", LIMIT.burst());

        expectRejection(() -> limits.acquire(LIMIT, "mira"));
        expectRejection(() -> limits.check(LIMIT, "mira"));

        assertThat(metrics.counter("parley.rate.limit.exceeded", "limit", LIMIT.id())
                        .count())
                .isEqualTo(2);
    }

    @Test
    void idsAreUnique() {
        assertThat(RateLimit.values()).extracting(RateLimit::id).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void limitDescribesItself(RateLimit limit) {
        assertThat(limit.id()).matches("[a-z]+(-[a-z]+)*");
        assertThat(limit.burst()).isPositive();
        assertThat(limit.refillInterval()).isPositive();
        assertThat(limit.refillInterval().multipliedBy(limit.burst()))
                .as("what is unused for an hour is forgotten: full again by then")
                .isLessThanOrEqualTo(Duration.ofHours(1));
    }

    private static void acquire(RateLimiter limits, String key, int times) {
        for (var count = 0; count < times; count++) {
            limits.acquire(LIMIT, key);
        }
    }

    private static ApiException expectRejection(Runnable attempt) {
        var refusal = catchThrowableOfType(ApiException.class, attempt::run);
        assertThat(refusal).as("a refusal").isNotNull();
        return refusal;
    }
}

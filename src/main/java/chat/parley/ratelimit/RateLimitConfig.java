package chat.parley.ratelimit;

import jakarta.validation.constraints.PositiveOrZero;

import io.smallrye.config.ConfigMapping;

/** Settings of the rate limits. */
@ConfigMapping(prefix = "parley.rate-limit")
public interface RateLimitConfig {

    /** Factor for all rate limits, at least 0. With 0 there are none. */
    @PositiveOrZero
    double multiplier();
}

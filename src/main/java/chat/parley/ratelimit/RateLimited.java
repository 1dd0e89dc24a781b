package chat.parley.ratelimit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;

/**
 * The rate limits of a resource method that affects sockets, mail or devices of other users. Every state-changing
 * method has this annotation or {@link NotRateLimited}, which {@code RateLimitedEndpointsTest} checks.
 */
@InterceptorBinding
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface RateLimited {

    /** Counted for the account that asks, before the method runs; what is too much is refused with 429. */
    @Nonbinding
    RateLimit[] value() default {};

    /**
     * Counted by the code that the method calls, because only that code knows what to count them for, or whether the request
     * changes anything. The test looks for them there.
     */
    @Nonbinding
    RateLimit[] inCode() default {};
}

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

    /** Limits that are counted for the current account before the method runs. Requests above one get 429. */
    @Nonbinding
    RateLimit[] value() default {};

    /**
     * Limits that the called code counts, because only that code knows the key to count them for, or whether the request
     * changes anything. The test checks that it does.
     */
    @Nonbinding
    RateLimit[] inCode() default {};
}

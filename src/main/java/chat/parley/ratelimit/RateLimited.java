package chat.parley.ratelimit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;

/**
 * The limits of a resource method whose effect reaches other people's sockets, mail or devices. Every method that changes
 * something carries this annotation or {@link NotRateLimited}: {@code RateLimitedEndpointsTest} fails for one with neither.
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

package chat.parley.ratelimit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A state-changing resource method that needs no {@link RateLimited}, because it affects no sockets, mail or devices of
 * other users.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface NotRateLimited {

    /** The reason, in a sentence. */
    String value();
}

package chat.parley.ratelimit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A resource method that changes something and needs no {@link RateLimited}, because nobody else's socket, mail or device hears of it. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface NotRateLimited {

    /** Why not, in a sentence. */
    String value();
}

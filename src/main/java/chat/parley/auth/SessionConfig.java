package chat.parley.auth;

import java.time.Duration;

import org.hibernate.validator.constraints.time.DurationMin;

import io.smallrye.config.ConfigMapping;

/** Settings of browser sessions. */
@ConfigMapping(prefix = "parley.auth.session")
public interface SessionConfig {

    /** Maximum time from sign-in to the end of a session, at least one second. */
    @DurationMin(seconds = 1)
    Duration lifetime();

    /** Maximum time from one request of a session to the next, at least one second. */
    @DurationMin(seconds = 1)
    Duration idleTimeout();
}

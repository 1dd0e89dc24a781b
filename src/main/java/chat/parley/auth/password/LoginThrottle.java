package chat.parley.auth.password;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import chat.parley.http.ClientNetwork;
import chat.parley.ratelimit.RateLimit;
import chat.parley.ratelimit.RateLimiter;

/**
 * Counts wrong passwords per account and network, and per account in total. The first limit stops an attacker without
 * locking out the owner elsewhere; the second stops distributed guessing.
 */
@ApplicationScoped
public class LoginThrottle {

    private final RateLimiter rateLimiter;

    LoginThrottle(RateLimiter rateLimiter) {
        this.rateLimiter = rateLimiter;
    }

    /**
     * @param username folded; may be nobody's
     * @param from a {@link ClientNetwork}, or whatever else tells one guesser from another
     * @throws chat.parley.problem.ApiException with 429 when it was tried too often
     */
    public void check(String username, Object from) {
        rateLimiter.check(RateLimit.SIGN_IN_FAILURE, List.of(username, from));
        rateLimiter.check(RateLimit.SIGN_IN_ACCOUNT, username);
    }

    /**
     * Counts one that was wrong. Of many at once, which {@link #check} let all pass, those above the limit are refused here,
     * and so learn nothing.
     *
     * @throws chat.parley.problem.ApiException with 429 when it was one too many
     */
    public void wrong(String username, Object from) {
        rateLimiter.take(RateLimit.SIGN_IN_FAILURE, List.of(username, from));
        rateLimiter.take(RateLimit.SIGN_IN_ACCOUNT, username);
    }
}

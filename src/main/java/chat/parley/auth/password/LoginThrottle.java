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
     * Checks the limits before a password is compared.
     *
     * @param username in lower case; the account may not exist
     * @param client identifies the client, such as a {@link ClientNetwork}
     * @throws chat.parley.problem.ApiException with 429 after too many wrong passwords
     */
    public void check(String username, Object client) {
        rateLimiter.check(RateLimit.SIGN_IN_FAILURE, List.of(username, client));
        rateLimiter.check(RateLimit.SIGN_IN_ACCOUNT, username);
    }

    /**
     * Counts a wrong password. Of many concurrent attempts that passed {@link #check}, those above the limit are
     * rejected here, so that they do not learn the result.
     *
     * @throws chat.parley.problem.ApiException with 429 after too many wrong passwords
     */
    public void recordFailure(String username, Object client) {
        rateLimiter.acquire(RateLimit.SIGN_IN_FAILURE, List.of(username, client));
        rateLimiter.acquire(RateLimit.SIGN_IN_ACCOUNT, username);
    }
}

package chat.parley.auth.password;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import chat.parley.http.ClientNetwork;
import chat.parley.ratelimit.RateLimiter;

/**
 * Hashes passwords with {@link Argon2}. All characters count. Runs a few hashes at a time, queues a few more, and
 * rejects the rest with 429. Do not call it inside a transaction: it takes tens of milliseconds of CPU.
 */
@ApplicationScoped
public class PasswordHasher {

    private static final Duration MAX_WAIT = Duration.ofSeconds(5);
    /** Longer queues would wait too long and block threads that other requests need. */
    private static final int MAX_WAITING = 20;
    /** Half of the queue, so that a flood of sign-ins from one address leaves the other half. */
    private static final int MAX_PER_CALLER = 10;
    /** More concurrent hashes would be slower, and take CPU and memory from other requests. */
    private static final int MAX_CONCURRENT = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    private final Bulkhead bulkhead = new Bulkhead(MAX_CONCURRENT, MAX_WAITING, MAX_WAIT);
    private final RateLimiter rateLimiter;
    private final Argon2 argon2;
    private final String dummyHash;

    PasswordHasher(RateLimiter rateLimiter, PasswordConfig config) {
        this.rateLimiter = rateLimiter;
        this.argon2 = new Argon2(config.argon2().memoryKib(), config.argon2().iterations());
        this.dummyHash = argon2.hash("nobody has this password");
    }

    /** Hashes a password. The result contains the parameters and the salt. */
    public String hash(String password) {
        return bulkhead.call(() -> argon2.hash(password));
    }

    /**
     * Whether a password matches a hash.
     *
     * @param caller identifies the caller, whose waiting calls are limited: a {@link ClientNetwork} or the id of an
     *        account
     * @param hash null for an account that does not exist: takes the same time, and never matches
     * @throws chat.parley.problem.ApiException with 429 if too many calls wait
     */
    public boolean matches(Object caller, String password, String hash) {
        var storedHash = hash == null ? dummyHash : hash;
        return bulkhead.call(
                        caller,
                        rateLimiter.scaledMaximum(MAX_PER_CALLER),
                        () -> Bcrypt.isBcrypt(storedHash)
                                ? Bcrypt.matches(password, storedHash)
                                : Argon2.matches(password, storedHash))
                && hash != null;
    }

    /** Whether the algorithm or the parameters of a hash differ from those of new hashes. */
    public boolean needsRehash(String hash) {
        return !argon2.hasSameParameters(hash);
    }
}

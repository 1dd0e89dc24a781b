package chat.parley.auth.password;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import chat.parley.problem.ApiException;

/**
 * Checks and hashes new passwords, at sign-up, change and reset. They have their own queue: at most {@link
 * #MAX_CONCURRENT} compete with sign-ins for the hash function, however many arrive. Do not call it inside a
 * transaction: it takes up to several hundred milliseconds of CPU.
 */
@ApplicationScoped
public class PasswordPolicy {

    /** A quarter of the processors: half of the concurrent hashes of {@link PasswordHasher}. */
    private static final int MAX_CONCURRENT = Math.max(1, Runtime.getRuntime().availableProcessors() / 4);

    private static final int MAX_WAITING = 20;
    private static final Duration MAX_WAIT = Duration.ofSeconds(5);

    private final Bulkhead bulkhead = new Bulkhead(MAX_CONCURRENT, MAX_WAITING, MAX_WAIT);
    private final PasswordStrength strength;
    private final PasswordHasher passwordHasher;

    PasswordPolicy(PasswordStrength strength, PasswordHasher passwordHasher) {
        this.strength = strength;
        this.passwordHasher = passwordHasher;
    }

    /**
     * Checks and hashes a new password.
     *
     * @param field the field of the request, for the error
     * @param personalTexts texts that an attacker would try first: names and addresses of the account; may contain null
     * @throws ApiException with 400 and the reason if it is too weak, 429 if too many passwords are hashed at once
     */
    public String checkAndHash(String field, String password, String... personalTexts) {
        return bulkhead.call(() -> {
            strength.check(field, password, personalTexts);
            return passwordHasher.hash(password);
        });
    }
}

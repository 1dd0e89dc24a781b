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

    /** A quarter of the processors, which is half of the places that {@link Passwords} has. */
    private static final int MAX_CONCURRENT = Math.max(1, Runtime.getRuntime().availableProcessors() / 4);

    private static final int MAX_WAITING = 20;
    private static final Duration MAX_WAIT = Duration.ofSeconds(5);

    private final Bulkhead bulkhead = new Bulkhead(MAX_CONCURRENT, MAX_WAITING, MAX_WAIT);
    private final PasswordStrength strength;
    private final Passwords passwords;

    PasswordPolicy(PasswordStrength strength, Passwords passwords) {
        this.strength = strength;
        this.passwords = passwords;
    }

    /**
     * The hash of a password that is hard enough to guess.
     *
     * @param field where the password was given
     * @param about what a guesser would try first: names and addresses of the account; null for what there is not
     * @throws ApiException with 400 and the reason when it is too weak, 429 when too many passwords are chosen at once
     */
    public String hash(String field, String password, String... about) {
        return bulkhead.call(() -> {
            strength.check(field, password, about);
            return passwords.hash(password);
        });
    }
}

package chat.parley.account;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import chat.parley.problem.ApiException;

/**
 * Judges and hashes the passwords that people choose, at sign-up, at a change and at a reset. They have a queue apart from the one
 * of sign-ins: only {@link #MAX_CONCURRENT} of them ever compete with sign-ins for a place to hash, however many arrive. Never call
 * this inside a transaction: it takes up to some hundred milliseconds of CPU.
 */
@ApplicationScoped
class PasswordPolicy {

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
    String hash(String field, String password, String... about) {
        return bulkhead.call(() -> {
            strength.check(field, password, about);
            return passwords.hash(password);
        });
    }
}

package chat.parley.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import chat.parley.Refusal;
import io.quarkus.elytron.security.common.BcryptUtil;

/**
 * Hashes passwords with bcrypt. Because bcrypt reads 72 bytes and no more, it is given the SHA-384 of the password
 * instead (64 characters of Base64), so that every character counts. Never call this inside a transaction: it takes a
 * quarter of a second of CPU.
 */
@ApplicationScoped
public class Passwords {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    /** Who would wait behind more than these would wait too long, and keep a thread from everyone else. */
    private static final int MOST_WAITING = 20;

    /** More at once would only make each slower and take the CPU from everyone else. */
    private final Semaphore places = new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);
    private final int cost;
    private final String nobodys;

    /** @param cost the binary logarithm of bcrypt's rounds, 4 to 31: one more takes twice as long */
    Passwords(@ConfigProperty(name = "parley.password.bcrypt-cost") int cost) {
        this.cost = cost;
        this.nobodys = BcryptUtil.bcryptHash("nobody has this password", cost);
    }

    /** The hash in modular crypt format, with its cost and salt in it. */
    String hash(String password) {
        return inTurn(() -> BcryptUtil.bcryptHash(shortened(password), cost));
    }

    /**
     * Whether the password is the one of that hash.
     *
     * @param hash null for an account that does not exist: takes as long, and is never right
     */
    boolean matches(String password, String hash) {
        var against = hash == null ? nobodys : hash;
        return inTurn(() -> BcryptUtil.matches(shortened(password), against)) && hash != null;
    }

    private <T> T inTurn(Supplier<T> work) {
        if (places.getQueueLength() >= MOST_WAITING || !cameInTime()) {
            throw Refusal.tooMany(LONGEST_WAIT);
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }

    private boolean cameInTime() {
        try {
            return places.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String shortened(String password) {
        try {
            var digest = MessageDigest.getInstance("SHA-384").digest(password.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-384", impossible);
        }
    }
}

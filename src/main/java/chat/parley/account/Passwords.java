package chat.parley.account;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import chat.parley.Refusal;

/**
 * Hashes passwords, with {@link Argon2}: every character counts. Never call this inside a transaction: it takes tens of
 * milliseconds of CPU. A few at a time, behind which a few may wait; who comes after is told to come back.
 */
@ApplicationScoped
public class Passwords {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    /** Who would wait behind more than these would wait too long, and keep a thread from everyone else. */
    private static final int MOST_WAITING = 20;

    /** More at once would only make each slower, and take the CPU and the memory from everyone else. */
    private final Semaphore places = new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);
    private final Argon2 argon2;
    private final String nobodys;

    Passwords(@ConfigProperty(name = "parley.password.memory") int memory,
            @ConfigProperty(name = "parley.password.passes") int passes) {
        this.argon2 = new Argon2(memory, passes);
        this.nobodys = argon2.hash("nobody has this password");
    }

    /** The hash, with its parameters and salt in it. */
    String hash(String password) {
        return inTurn(() -> argon2.hash(password));
    }

    /**
     * Whether the password is the one of that hash.
     *
     * @param hash null for an account that does not exist: takes as long, and is never right
     */
    boolean matches(String password, String hash) {
        var against = hash == null ? nobodys : hash;
        return inTurn(() -> Bcrypt.made(against) ? Bcrypt.matches(password, against) : Argon2.matches(password, against))
                && hash != null;
    }

    /** Whether the hash was made in another way than one would be made today. */
    boolean outdated(String hash) {
        return !argon2.made(hash);
    }

    /** Work that takes the processor for long: a few at a time, and not for ever. */
    <T> T inTurn(Supplier<T> work) {
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
}

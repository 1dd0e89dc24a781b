package chat.parley.message;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

import jakarta.enterprise.context.ApplicationScoped;

import chat.parley.Refusal;

/** Bounds the files that come in at once: each has a thread for as long as it comes. Any thread; nothing here waits. */
@ApplicationScoped
class UploadSlots {

    /** Of the 200 threads that answer requests. Each takes half a megabyte. */
    static final int MOST = 32;
    /** So that it takes several people to fill them. */
    static final int MOST_OF_ONE = 4;

    private static final Duration SOON = Duration.ofSeconds(2);

    private final Semaphore free = new Semaphore(MOST);
    private final ConcurrentHashMap<Long, Integer> taken = new ConcurrentHashMap<>();

    /** Given back by closing it. */
    interface Slot extends AutoCloseable {
        @Override
        void close();
    }

    /** @throws Refusal with 429 when that person sends too many at once, with 503 when everyone does */
    Slot take(long owner) {
        if (taken.merge(owner, 1, Integer::sum) > MOST_OF_ONE) {
            giveBack(owner);
            throw Refusal.tooMany(SOON);
        }
        if (!free.tryAcquire()) {
            giveBack(owner);
            throw Refusal.unavailable(SOON);
        }
        return () -> {
            free.release();
            giveBack(owner);
        };
    }

    private void giveBack(long owner) {
        taken.computeIfPresent(owner, (id, count) -> count == 1 ? null : count - 1);
    }
}

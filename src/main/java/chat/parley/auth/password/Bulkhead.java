package chat.parley.auth.password;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import chat.parley.problem.ApiException;

/**
 * Limits concurrent CPU-bound work: some calls run, some wait in order, all others are rejected. Thread-safe; a waiting
 * call blocks its thread.
 */
final class Bulkhead {

    private final Semaphore places;
    private final ConcurrentMap<Object, Integer> callsOf = new ConcurrentHashMap<>();
    private final int maxWaiting;
    private final Duration maxWait;

    /**
     * @param maxConcurrent calls that run at once, at least 1
     * @param maxWaiting calls that wait
     * @param maxWait how long a call waits at most
     */
    Bulkhead(int maxConcurrent, int maxWaiting, Duration maxWait) {
        this.places = new Semaphore(maxConcurrent, true);
        this.maxWaiting = maxWaiting;
        this.maxWait = maxWait;
    }

    /** @throws ApiException with 429 when too many wait already, or it waited too long */
    <T> T call(Supplier<T> work) {
        if (places.getQueueLength() >= maxWaiting || !acquirePlace()) {
            throw ApiException.tooMany(maxWait);
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }

    /**
     * The same for one of many callers, so that none of them fills the queue alone.
     *
     * @param caller what tells one caller from another
     * @param maxOfCaller calls of one caller that run or wait at once
     * @throws ApiException with 429 when the caller has that many already, or as {@link #call(Supplier)} does
     */
    <T> T call(Object caller, long maxOfCaller, Supplier<T> work) {
        var calls = callsOf.merge(caller, 1, Integer::sum);
        try {
            if (calls > maxOfCaller) {
                throw ApiException.tooMany(maxWait);
            }
            return call(work);
        } finally {
            callsOf.computeIfPresent(caller, (same, count) -> count == 1 ? null : count - 1);
        }
    }

    private boolean acquirePlace() {
        try {
            return places.tryAcquire(maxWait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

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

    private final Semaphore permits;
    private final ConcurrentMap<Object, Integer> callsByCaller = new ConcurrentHashMap<>();
    private final int maxWaiting;
    private final Duration maxWait;

    /**
     * @param maxConcurrent calls that run at once, at least 1
     *
     * @param maxWaiting calls that wait
     *
     * @param maxWait the longest time that a call waits
     */
    Bulkhead(int maxConcurrent, int maxWaiting, Duration maxWait) {
        this.permits = new Semaphore(maxConcurrent, true);
        this.maxWaiting = maxWaiting;
        this.maxWait = maxWait;
    }

    /**
     * Runs a call on the current thread.
     *
     * @throws ApiException with 429 if too many calls wait, or this one has waited too long
     */
    <T> T call(Supplier<T> work) {
        if (permits.getQueueLength() >= maxWaiting || !acquirePermit()) {
            throw ApiException.tooMany(maxWait);
        }
        try {
            return work.get();
        } finally {
            permits.release();
        }
    }

    /**
     * Runs a call of one of many callers, so that no caller fills the queue alone.
     *
     * @param caller identifies the caller
     * @param maxPerCaller calls of one caller that run or wait at once
     * @throws ApiException with 429 if the caller has too many calls, or as {@link #call(Supplier)}
     */
    <T> T call(Object caller, long maxPerCaller, Supplier<T> work) {
        var calls = callsByCaller.merge(caller, 1, Integer::sum);
        try {
            if (calls > maxPerCaller) {
                throw ApiException.tooMany(maxWait);
            }
            return call(work);
        } finally {
            callsByCaller.computeIfPresent(caller, (same, count) -> count == 1 ? null : count - 1);
        }
    }

    private boolean acquirePermit() {
        try {
            return permits.tryAcquire(maxWait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

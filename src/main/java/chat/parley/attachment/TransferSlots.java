package chat.parley.attachment;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

import chat.parley.problem.ApiException;

/**
 * Limits concurrent transfers: in total, per account, and per network address. When the slots of an address or all
 * slots are taken, a stalled transfer is aborted in favor of the new one, so that stalled clients block nobody.
 * Thread-safe and non-blocking.
 */
final class TransferSlots {

    /** An upload or download in progress. */
    interface Transfer {

        TransferRate rate();

        /**
         * Aborts the transfer soon. May be called on any thread, several times, and while a lock is held, so it must
         * not block.
         */
        void abort();
    }

    /** The right to transfer one file. The holder closes it; closing it again has no effect. */
    interface Slot extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * The limits.
     *
     * @param total of all transfers
     * @param ofAccount of the transfers of one account
     * @param ofAddress of the transfers from one address
     * @param waiting of the transfers of one account that wait for a slot; 0 to reject instead
     * @param maxWait how long a transfer waits for a slot
     */
    record Bounds(int total, int ofAccount, int ofAddress, int waiting, Duration maxWait) {}

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private record Active(long account, String address, Transfer transfer) {}

    private record Waiting(Active transfer, long since, CompletableFuture<Slot> slot) {}

    private final Bounds bounds;
    private final LongSupplier nanos;
    private final Set<Active> active = new LinkedHashSet<>();
    private final Map<Object, Integer> counts = new HashMap<>();
    private final Map<Long, Deque<Waiting>> waiting = new HashMap<>();

    /** @param nanos {@link System#nanoTime} */
    TransferSlots(Bounds bounds, LongSupplier nanos) {
        this.bounds = bounds;
        this.nanos = nanos;
    }

    /**
     * Acquires a slot, without waiting.
     *
     * @throws ApiException with 429 if the account or address has too many transfers, with 503 if there are too many
     *        in total
     */
    synchronized Slot acquire(long account, String address, Transfer transfer) {
        if (isFull(account)) {
            throw tooMany();
        }
        return admit(new Active(account, address, transfer));
    }

    /**
     * Acquires a slot, and waits without blocking for other transfers of the account to end.
     *
     * @return completes on any thread, with the slot or with the exceptions of {@link #acquire}
     */
    synchronized CompletableFuture<Slot> acquireLater(long account, String address, Transfer transfer) {
        try {
            return CompletableFuture.completedFuture(acquire(account, address, transfer));
        } catch (ApiException full) {
            var queue = waiting.getOrDefault(account, new ArrayDeque<>());
            if (!isFull(account) || queue.size() >= bounds.waiting) {
                return CompletableFuture.failedFuture(full);
            }
            var last =
                    new Waiting(new Active(account, address, transfer), nanos.getAsLong(), new CompletableFuture<>());
            waiting.put(account, queue);
            queue.add(last);
            return last.slot;
        }
    }

    /** Aborts stalled transfers, and rejects transfers that have waited too long. To be called every second. */
    void abortStalled() {
        List<Active> slow;
        synchronized (this) {
            slow = active.stream()
                    .filter(active -> active.transfer.rate().isTooSlow())
                    .toList();
        }
        for (var active : slow) {
            active.transfer.abort();
            release(active);
        }
        Optional<Waiting> expired;
        while ((expired = nextExpired()).isPresent()) {
            expired.get().slot.completeExceptionally(tooMany());
        }
    }

    /** The number of active transfers. */
    synchronized int size() {
        return active.size();
    }

    private Slot admit(Active transfer) {
        if (counts.getOrDefault(transfer.address, 0) >= bounds.ofAddress) {
            abortSlowest(active -> active.address.equals(transfer.address), TransferSlots::tooMany);
        }
        if (active.size() >= bounds.total) {
            abortSlowest(active -> true, () -> ApiException.unavailable(RETRY_AFTER));
        }
        active.add(transfer);
        counts.merge(transfer.account, 1, Integer::sum);
        counts.merge(transfer.address, 1, Integer::sum);
        return () -> release(transfer);
    }

    /**
     * Aborts the slowest stalled transfer and frees its slot immediately, although the transfer ends a little later.
     */
    private void abortSlowest(Predicate<Active> candidate, Supplier<ApiException> ifNone) {
        var slowest = active.stream()
                .filter(candidate)
                .filter(active -> active.transfer.rate().isTooSlowWhenFull())
                .max(Comparator.comparingLong(active -> active.transfer.rate().lagWhenFull()))
                .orElseThrow(ifNone);
        remove(slowest);
        slowest.transfer.abort();
    }

    private void release(Active ended) {
        Waiting next = null;
        Slot slot = null;
        ApiException error = null;
        synchronized (this) {
            if (!remove(ended)) {
                return;
            }
            if (!isFull(ended.account) && waiting.containsKey(ended.account)) {
                next = pollFirst(ended.account);
                try {
                    slot = admit(next.transfer);
                } catch (ApiException full) {
                    error = full;
                }
            }
        }
        // Outside the lock, because callbacks may acquire or close other slots.
        if (slot != null) {
            next.slot.complete(slot);
        } else if (next != null) {
            next.slot.completeExceptionally(error);
        }
    }

    private synchronized Optional<Waiting> nextExpired() {
        var latest = nanos.getAsLong() - bounds.maxWait.toNanos();
        return waiting.entrySet().stream()
                .filter(queue -> queue.getValue().peekFirst().since - latest <= 0)
                .map(Map.Entry::getKey)
                .findFirst()
                .map(this::pollFirst);
    }

    private Waiting pollFirst(long account) {
        var queue = waiting.get(account);
        var first = queue.pollFirst();
        if (queue.isEmpty()) {
            waiting.remove(account);
        }
        return first;
    }

    private boolean isFull(long account) {
        return counts.getOrDefault(account, 0) >= bounds.ofAccount;
    }

    private boolean remove(Active ended) {
        if (!active.remove(ended)) {
            return false;
        }
        counts.computeIfPresent(ended.account, (account, count) -> count == 1 ? null : count - 1);
        counts.computeIfPresent(ended.address, (address, count) -> count == 1 ? null : count - 1);
        return true;
    }

    private static ApiException tooMany() {
        return ApiException.tooMany(RETRY_AFTER);
    }
}

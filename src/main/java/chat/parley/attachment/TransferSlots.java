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

    /** A file on its way. */
    interface Transfer {

        TransferRate pace();

        /** Ends it within moments. Called from any thread, more than once, and under a lock: it must not block. */
        void cutOff();
    }

    /** The right to transfer one file. It must be closed; closing it twice does no harm. */
    public interface Slot extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * How many there may be.
     *
     * @param waiting transfers of one account that wait for its others to end; 0 where none waits
     * @param maxWait how long one of them waits
     */
    record Bounds(int total, int ofAccount, int ofAddress, int waiting, Duration maxWait) {}

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private record Held(long account, String address, Transfer transfer) {}

    private record Waiting(Held wanted, long since, CompletableFuture<Slot> slot) {}

    private final Bounds bounds;
    private final LongSupplier nanos;
    private final Set<Held> held = new LinkedHashSet<>();
    private final Map<Object, Integer> counts = new HashMap<>();
    private final Map<Long, Deque<Waiting>> waiting = new HashMap<>();

    /** @param nanos {@link System#nanoTime} */
    TransferSlots(Bounds bounds, LongSupplier nanos) {
        this.bounds = bounds;
        this.nanos = nanos;
    }

    /** @throws ApiException with 429 when that account or address transfers too much at once, with 503 when everyone does */
    synchronized Slot acquire(long account, String address, Transfer transfer) {
        if (isFull(account)) {
            throw tooMany();
        }
        return admit(new Held(account, address, transfer));
    }

    /**
     * The same, for a transfer that can wait until another of its account has ended.
     *
     * @return completes with the slot, on any thread; with a {@link ApiException} as {@link #acquire} throws it
     */
    synchronized CompletableFuture<Slot> acquireLater(long account, String address, Transfer transfer) {
        try {
            return CompletableFuture.completedFuture(acquire(account, address, transfer));
        } catch (ApiException full) {
            var line = waiting.getOrDefault(account, new ArrayDeque<>());
            if (!isFull(account) || line.size() >= bounds.waiting) {
                return CompletableFuture.failedFuture(full);
            }
            var last = new Waiting(new Held(account, address, transfer), nanos.getAsLong(), new CompletableFuture<>());
            waiting.put(account, line);
            line.add(last);
            return last.slot;
        }
    }

    /** Ends transfers that are too far behind, and refuses what has waited too long. To be called each second. */
    void sweep() {
        List<Held> slow;
        synchronized (this) {
            slow = held.stream().filter(one -> one.transfer.pace().isTooSlow()).toList();
        }
        for (var one : slow) {
            one.transfer.cutOff();
            release(one);
        }
        Optional<Waiting> expired;
        while ((expired = nextExpired()).isPresent()) {
            expired.get().slot.completeExceptionally(tooMany());
        }
    }

    /** How many are on their way. */
    synchronized int size() {
        return held.size();
    }

    private Slot admit(Held wanted) {
        if (counts.getOrDefault(wanted.address, 0) >= bounds.ofAddress) {
            endSlowest(one -> one.address.equals(wanted.address), TransferSlots::tooMany);
        }
        if (held.size() >= bounds.total) {
            endSlowest(one -> true, () -> ApiException.unavailable(RETRY_AFTER));
        }
        held.add(wanted);
        counts.merge(wanted.account, 1, Integer::sum);
        counts.merge(wanted.address, 1, Integer::sum);
        return () -> release(wanted);
    }

    /** Its place is free at once, before the transfer has noticed: it takes moments, and the bounds allow for that. */
    private void endSlowest(Predicate<Held> among, Supplier<ApiException> otherwise) {
        var slowest = held.stream()
                .filter(among)
                .filter(one -> one.transfer.pace().isTooSlowWhenFull())
                .max(Comparator.comparingLong(one -> one.transfer.pace().lagWhenFull()))
                .orElseThrow(otherwise);
        remove(slowest);
        slowest.transfer.cutOff();
    }

    private void release(Held ended) {
        Waiting next = null;
        Slot slot = null;
        ApiException refusal = null;
        synchronized (this) {
            if (!remove(ended)) {
                return;
            }
            if (!isFull(ended.account) && waiting.containsKey(ended.account)) {
                next = pollFirst(ended.account);
                try {
                    slot = admit(next.wanted);
                } catch (ApiException full) {
                    refusal = full;
                }
            }
        }
        // Outside the lock: what goes on from here may come back, or end another slot.
        if (slot != null) {
            next.slot.complete(slot);
        } else if (next != null) {
            next.slot.completeExceptionally(refusal);
        }
    }

    private synchronized Optional<Waiting> nextExpired() {
        var latest = nanos.getAsLong() - bounds.maxWait.toNanos();
        return waiting.entrySet().stream()
                .filter(line -> line.getValue().peekFirst().since - latest <= 0)
                .map(Map.Entry::getKey)
                .findFirst()
                .map(this::pollFirst);
    }

    private Waiting pollFirst(long account) {
        var line = waiting.get(account);
        var first = line.pollFirst();
        if (line.isEmpty()) {
            waiting.remove(account);
        }
        return first;
    }

    private boolean isFull(long account) {
        return counts.getOrDefault(account, 0) >= bounds.ofAccount;
    }

    private boolean remove(Held ended) {
        if (!held.remove(ended)) {
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

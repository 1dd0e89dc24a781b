package chat.parley.message;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;

/**
 * The queue of drafts, ordered within each room. It returns them in batches. A room is in at most one batch at a time,
 * which keeps its order; a batch contains drafts of several rooms, which share a commit. Thread-safe and non-blocking.
 */
final class DraftQueue {

    /**
     * Identifies a message for retries. A batch must not contain the same message twice: duplicates are found only
     * among committed messages.
     */
    private record Sender(long author, String clientId) {}

    /** The drafts of one room. */
    private static final class Lane {
        private final Queue<PendingMessage> waiting = new ArrayDeque<>();
        private boolean beingWritten;
    }

    /** Characters of all queued drafts, of at most two bytes each. Bounds the memory of many large messages. */
    private static final long MAX_QUEUED_CHARACTERS = 32_000_000;
    /** A batch that has reached this size gets no further draft. The driver concatenates all texts of a batch. */
    private static final long MAX_BATCH_CHARACTERS = 2_000_000;

    private final int maxDrafts;
    private final Duration timeout;
    private final int maxBatchDrafts;
    private final Map<Long, Lane> lanes = new HashMap<>();
    /** The rooms with drafts that are not in a batch, in the order of their turns. */
    private final Queue<Long> due = new ArrayDeque<>();
    /** All drafts, in the order of their arrival. Completed drafts are removed when they reach the head. */
    private final Queue<PendingMessage> arrivals = new ArrayDeque<>();

    private int size;
    private long chars;

    /**
     * @param maxDrafts the largest number of drafts that may be queued or being written
     * @param timeout the queue rejects drafts while its oldest draft is older than this, because the database is
     *        overloaded or down
     * @param maxBatchDrafts the largest number of drafts in a batch
     */
    DraftQueue(int maxDrafts, Duration timeout, int maxBatchDrafts) {
        this.maxDrafts = maxDrafts;
        this.timeout = timeout;
        this.maxBatchDrafts = maxBatchDrafts;
    }

    /**
     * Adds a draft.
     *
     * @return false if the queue is full or its oldest draft is too old
     */
    synchronized boolean offer(PendingMessage pending) {
        if (size >= maxDrafts || chars > MAX_QUEUED_CHARACTERS || oldestAge().compareTo(timeout) > 0) {
            return false;
        }
        var room = pending.draft().room();
        var lane = lanes.computeIfAbsent(room, id -> new Lane());
        if (lane.waiting.isEmpty() && !lane.beingWritten) {
            due.add(room);
        }
        lane.waiting.add(pending);
        arrivals.add(pending);
        size++;
        chars += pending.chars();
        return true;
    }

    /**
     * Removes the next batch, ordered by room id; empty if no draft is due. Pass it to {@link #written} afterwards.
     */
    synchronized List<PendingMessage> take() {
        var batch = new TreeMap<Long, List<PendingMessage>>();
        var draftsLeft = maxBatchDrafts;
        var charsLeft = MAX_BATCH_CHARACTERS;
        while (draftsLeft > 0 && charsLeft > 0 && !due.isEmpty()) {
            var id = due.remove();
            var drafts = drain(lanes.get(id), draftsLeft, charsLeft);
            batch.put(id, drafts);
            draftsLeft -= drafts.size();
            charsLeft -= drafts.stream().mapToLong(PendingMessage::chars).sum();
        }
        return batch.values().stream().flatMap(Collection::stream).toList();
    }

    /** Releases the rooms of a batch that was stored or has failed, so that the next batch may contain them. */
    synchronized void written(Collection<PendingMessage> drafts) {
        size -= drafts.size();
        chars -= drafts.stream().mapToLong(PendingMessage::chars).sum();
        var rooms = new HashSet<Long>();
        drafts.forEach(pending -> rooms.add(pending.draft().room()));
        for (var room : rooms) {
            var lane = lanes.get(room);
            lane.beingWritten = false;
            if (lane.waiting.isEmpty()) {
                lanes.remove(room);
            } else {
                due.add(room);
            }
        }
    }

    /** Whether there are drafts for another batch. */
    synchronized boolean isDue() {
        return !due.isEmpty();
    }

    /** The number of drafts that are queued or being written. */
    synchronized int size() {
        return size;
    }

    private static List<PendingMessage> drain(Lane lane, int maxDrafts, long maxChars) {
        lane.beingWritten = true;
        var drafts = new ArrayList<PendingMessage>();
        Set<Sender> senders = new HashSet<>();
        var chars = 0L;
        while (drafts.size() < maxDrafts
                && chars < maxChars
                && !lane.waiting.isEmpty()
                && senders.add(sender(lane.waiting.element()))) {
            chars += lane.waiting.element().chars();
            drafts.add(lane.waiting.remove());
        }
        return drafts;
    }

    private static Sender sender(PendingMessage pending) {
        return new Sender(pending.draft().author(), pending.draft().clientId());
    }

    private Duration oldestAge() {
        while (!arrivals.isEmpty() && arrivals.element().outcome().isDone()) {
            arrivals.remove();
        }
        return arrivals.isEmpty() ? Duration.ZERO : arrivals.element().age();
    }
}

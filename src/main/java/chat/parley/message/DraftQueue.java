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

    /** Who sent it under which name: two of the same must not stand in one batch, as the second is found by the first. */
    private record Sender(long author, String clientId) {}

    /** The drafts of one room. */
    private static final class Lane {
        private final Queue<PendingMessage> waiting = new ArrayDeque<>();
        private boolean beingWritten;
    }

    /** Characters of all that wait, at most two bytes each: many of the largest messages must not fill the memory. */
    private static final long MAX_QUEUED_CHARACTERS = 32_000_000;
    /** In a batch, after its first draft: the driver makes one text of all of them. */
    private static final long MAX_BATCH_CHARACTERS = 2_000_000;

    private final int most;
    private final Duration patience;
    private final int batch;
    private final Map<Long, Lane> lanes = new HashMap<>();
    /** The rooms with something to write that no batch holds; whose turn it is first. */
    private final Queue<Long> due = new ArrayDeque<>();
    /** All of them, in the order of their coming; those that are done with leave once they are the first. */
    private final Queue<PendingMessage> arrivals = new ArrayDeque<>();

    private int size;
    private long chars;

    /**
     * @param most the drafts that may wait or be written at once
     * @param patience how long the first of them may wait or be written before no more are taken: by then the database does
     *        not keep up, or is gone
     * @param batch the most drafts in a batch
     */
    DraftQueue(int most, Duration patience, int batch) {
        this.most = most;
        this.patience = patience;
        this.batch = batch;
    }

    /** Takes a draft; false when too many wait already, or have waited too long. */
    synchronized boolean offer(PendingMessage pending) {
        if (size >= most || chars > MAX_QUEUED_CHARACTERS || oldest().compareTo(patience) > 0) {
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

    /** What is to be written next, room by room in the order of their ids; empty when nothing is. Give it to {@link #written}. */
    synchronized List<PendingMessage> take() {
        var taken = new TreeMap<Long, List<PendingMessage>>();
        var room = batch;
        var charsLeft = MAX_BATCH_CHARACTERS;
        while (room > 0 && charsLeft > 0 && !due.isEmpty()) {
            var id = due.remove();
            var drafts = drain(lanes.get(id), room, charsLeft);
            taken.put(id, drafts);
            room -= drafts.size();
            charsLeft -= drafts.stream().mapToLong(PendingMessage::chars).sum();
        }
        return taken.values().stream().flatMap(Collection::stream).toList();
    }

    /** A batch is done with, one way or the other: its rooms may be in the next. */
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

    /** Whether something waits that no batch holds. */
    synchronized boolean isDue() {
        return !due.isEmpty();
    }

    /** The drafts that wait or are being written. */
    synchronized int size() {
        return size;
    }

    private static List<PendingMessage> drain(Lane lane, int most, long mostChars) {
        lane.beingWritten = true;
        var drafts = new ArrayList<PendingMessage>();
        Set<Sender> senders = new HashSet<>();
        var chars = 0L;
        while (drafts.size() < most
                && chars < mostChars
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

    private Duration oldest() {
        while (!arrivals.isEmpty() && arrivals.element().outcome().isDone()) {
            arrivals.remove();
        }
        return arrivals.isEmpty() ? Duration.ZERO : arrivals.element().age();
    }
}

package chat.parley.realtime;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;

/**
 * The pending checks of {@link MembershipWatch}, without duplicates. Checks of one account come before checks of a
 * whole room, so that someone who joins or is removed does not wait for renamed rooms. Rooms are taken once a second,
 * in order, within a frame budget; the rest waits for the next second. Thread-safe.
 */
final class MembershipCheckQueue {

    /** People whose view of a room is read by one query, and so the longest that somebody who is urgent waits. */
    static final int MAX_ACCOUNTS_PER_LOOK = 500;

    /** How these people see a room; they are not urgent when it is the room that has changed. */
    record Look(long room, List<Long> accounts, boolean urgent) {}

    private record Place(long account, long room) {}

    private final FrameBudget budget;
    private final Set<Place> urgent = new LinkedHashSet<>();
    /** The rooms that have changed since the last second; true for those whose people do not follow it yet. */
    private final Map<Long, Boolean> changed = new LinkedHashMap<>();

    private final Map<Long, Boolean> due = new LinkedHashMap<>();
    private final Deque<Look> parts = new ArrayDeque<>();

    MembershipCheckQueue(FrameBudget budget) {
        this.budget = budget;
    }

    /** One person stands otherwise to a room. */
    synchronized void add(long account, long room) {
        urgent.add(new Place(account, room));
    }

    /**
     * A room looks otherwise to everyone in it, from the next second on.
     *
     * @param restored whether those in it do not follow it yet
     */
    synchronized void addRoom(long room, boolean restored) {
        changed.merge(room, restored, Boolean::logicalOr);
    }

    /** A second has passed: the rooms that changed in it may be looked at. */
    synchronized void beginSecond() {
        changed.forEach((room, restored) -> due.merge(room, restored, Boolean::logicalOr));
        changed.clear();
    }

    /** Whether {@link #next} may have something. */
    synchronized boolean isDue() {
        return !urgent.isEmpty() || !parts.isEmpty() || !due.isEmpty() && budget.isLeft();
    }

    /**
     * What to look at next; empty when there is nothing for now.
     *
     * @param followers the accounts that follow a room here
     * @param members the accounts that are in a room and connected here; reads the database
     */
    Optional<Look> next(LongFunction<List<Long>> followers, LongFunction<List<Long>> members) {
        for (var look = waiting(); ; look = waiting()) {
            if (look.isPresent()) {
                return look;
            }
            var room = dueRoom();
            if (room.isEmpty()) {
                return Optional.empty();
            }
            var id = room.get().getKey();
            split(id, (room.get().getValue() ? members : followers).apply(id));
        }
    }

    private synchronized Optional<Look> waiting() {
        var places = urgent.iterator();
        if (places.hasNext()) {
            var place = places.next();
            places.remove();
            return Optional.of(new Look(place.room(), List.of(place.account()), true));
        }
        return Optional.ofNullable(parts.poll());
    }

    private synchronized Optional<Map.Entry<Long, Boolean>> dueRoom() {
        var rooms = due.entrySet().iterator();
        if (!rooms.hasNext() || !budget.isLeft()) {
            return Optional.empty();
        }
        var next = rooms.next();
        rooms.remove();
        return Optional.of(next);
    }

    private synchronized void split(long room, List<Long> accounts) {
        budget.spend(accounts.size());
        for (var from = 0; from < accounts.size(); from += MAX_ACCOUNTS_PER_LOOK) {
            var some = accounts.subList(from, Math.min(accounts.size(), from + MAX_ACCOUNTS_PER_LOOK));
            parts.add(new Look(room, new ArrayList<>(some), false));
        }
    }
}

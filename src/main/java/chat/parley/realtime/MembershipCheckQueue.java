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
 * The pending checks of {@link MembershipObserver}, without duplicates. Checks of one account come before checks of a
 * whole room, so that a member who joins or is removed does not wait for renamed rooms. Rooms are checked once a second,
 * in order, within a frame budget; the rest waits for the next second. Thread-safe.
 */
final class MembershipCheckQueue {

    /** Number of accounts that one query reads, which bounds how long an urgent check waits. */
    static final int MAX_ACCOUNTS_PER_CHECK = 500;

    /** A check of how some accounts see a room. It is urgent unless the room itself changed. */
    record Check(long room, List<Long> accounts, boolean urgent) {}

    private record AccountRoom(long account, long room) {}

    private final FrameBudget budget;
    private final Set<AccountRoom> urgent = new LinkedHashSet<>();
    /** The rooms that changed since the last second; true if they were restored, so that members are not subscribed yet. */
    private final Map<Long, Boolean> changedRooms = new LinkedHashMap<>();

    private final Map<Long, Boolean> dueRooms = new LinkedHashMap<>();
    private final Deque<Check> batches = new ArrayDeque<>();

    MembershipCheckQueue(FrameBudget budget) {
        this.budget = budget;
    }

    /** Adds a check of one account in one room. */
    synchronized void add(long account, long room) {
        urgent.add(new AccountRoom(account, room));
    }

    /**
     * Adds a check of all members of a room, from the next second on.
     *
     * @param restored whether the room was restored, so that its members are not subscribed yet
     */
    synchronized void addRoom(long room, boolean restored) {
        changedRooms.merge(room, restored, Boolean::logicalOr);
    }

    /** Makes the rooms that changed in the last second due. Called once a second. */
    synchronized void beginSecond() {
        changedRooms.forEach((room, restored) -> dueRooms.merge(room, restored, Boolean::logicalOr));
        changedRooms.clear();
    }

    /** Whether {@link #next} may return a check. */
    synchronized boolean isDue() {
        return !urgent.isEmpty() || !batches.isEmpty() || !dueRooms.isEmpty() && budget.hasRemaining();
    }

    /**
     * Removes and returns the next check; empty if none is due.
     *
     * @param subscribers returns the accounts that are subscribed to a room in this process
     * @param members returns the members of a room that are connected to this process; reads the database
     */
    Optional<Check> next(LongFunction<List<Long>> subscribers, LongFunction<List<Long>> members) {
        for (var check = pollCheck(); ; check = pollCheck()) {
            if (check.isPresent()) {
                return check;
            }
            var room = pollDueRoom();
            if (room.isEmpty()) {
                return Optional.empty();
            }
            var id = room.get().getKey();
            addBatches(id, (room.get().getValue() ? members : subscribers).apply(id));
        }
    }

    private synchronized Optional<Check> pollCheck() {
        var pairs = urgent.iterator();
        if (pairs.hasNext()) {
            var pair = pairs.next();
            pairs.remove();
            return Optional.of(new Check(pair.room(), List.of(pair.account()), true));
        }
        return Optional.ofNullable(batches.poll());
    }

    private synchronized Optional<Map.Entry<Long, Boolean>> pollDueRoom() {
        var rooms = dueRooms.entrySet().iterator();
        if (!rooms.hasNext() || !budget.hasRemaining()) {
            return Optional.empty();
        }
        var next = rooms.next();
        rooms.remove();
        return Optional.of(next);
    }

    private synchronized void addBatches(long room, List<Long> accounts) {
        budget.spend(accounts.size());
        for (var from = 0; from < accounts.size(); from += MAX_ACCOUNTS_PER_CHECK) {
            var batch = accounts.subList(from, Math.min(accounts.size(), from + MAX_ACCOUNTS_PER_CHECK));
            batches.add(new Check(room, new ArrayList<>(batch), false));
        }
    }
}

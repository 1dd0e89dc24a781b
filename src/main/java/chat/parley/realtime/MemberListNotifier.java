package chat.parley.realtime;

import java.util.LinkedHashSet;
import java.util.OptionalLong;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;

import chat.parley.database.ChangeOrigin;
import chat.parley.realtime.ServerEvent.MembersChanged;
import chat.parley.room.RoomEvent.MembershipChanged;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;

/**
 * Notifies a room when its members change, so that clients refresh the member list: at most once a second for any
 * number of changes, and within a frame budget. Notifications may be lost.
 */
@ApplicationScoped
class MemberListNotifier {

    /** Frames a second that these hints may cost this process, counted by its own sockets. */
    private static final int MAX_FRAMES_PER_SECOND = 10_000;

    private static final long NOBODY = -1;

    private final Hub hub;
    private final FrameEncoder frameEncoder;
    private final FrameBudget budget = new FrameBudget(MAX_FRAMES_PER_SECOND, System::nanoTime);
    /** The rooms that have changed, those that wait for longest first. */
    private final Set<Long> changed = new LinkedHashSet<>();

    MemberListNotifier(Hub hub, FrameEncoder frameEncoder) {
        this.hub = hub;
        this.frameEncoder = frameEncoder;
    }

    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) MembershipChanged change) {
        // The process of the change notifies the sockets of all processes.
        if (change.origin() == ChangeOrigin.LOCAL) {
            synchronized (changed) {
                changed.add(change.room());
            }
        }
    }

    /** What does not fit into the budget goes with the next second. */
    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void tellChanges() {
        while (budget.isLeft()) {
            var room = next();
            if (room.isEmpty()) {
                return;
            }
            budget.spend(hub.countFollowers(room.getAsLong()));
            hub.tellRoom(room.getAsLong(), frameEncoder.frame(new MembersChanged(room.getAsLong())), NOBODY);
        }
    }

    private OptionalLong next() {
        synchronized (changed) {
            var rooms = changed.iterator();
            if (!rooms.hasNext()) {
                return OptionalLong.empty();
            }
            var next = rooms.next();
            rooms.remove();
            return OptionalLong.of(next);
        }
    }
}

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

    /** Frames per second, counted by the sockets of this process. */
    private static final int MAX_FRAMES_PER_SECOND = 10_000;

    private static final long NO_ACCOUNT = -1;

    private final Hub hub;
    private final FrameEncoder frameEncoder;
    private final FrameBudget budget = new FrameBudget(MAX_FRAMES_PER_SECOND, System::nanoTime);
    /** The rooms whose members changed, oldest change first. */
    private final Set<Long> changedRooms = new LinkedHashSet<>();

    MemberListNotifier(Hub hub, FrameEncoder frameEncoder) {
        this.hub = hub;
        this.frameEncoder = frameEncoder;
    }

    void onMembershipChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) MembershipChanged change) {
        // The process of the change notifies the sockets of all processes.
        if (change.origin() == ChangeOrigin.LOCAL) {
            synchronized (changedRooms) {
                changedRooms.add(change.room());
            }
        }
    }

    /** Notifications that exceed the budget are sent in a later second. */
    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void sendNotifications() {
        while (budget.hasRemaining()) {
            var room = nextRoom();
            if (room.isEmpty()) {
                return;
            }
            budget.spend(hub.countSubscribers(room.getAsLong()));
            hub.sendToRoom(room.getAsLong(), frameEncoder.frame(new MembersChanged(room.getAsLong())), NO_ACCOUNT);
        }
    }

    private OptionalLong nextRoom() {
        synchronized (changedRooms) {
            var rooms = changedRooms.iterator();
            if (!rooms.hasNext()) {
                return OptionalLong.empty();
            }
            var room = rooms.next();
            rooms.remove();
            return OptionalLong.of(room);
        }
    }
}

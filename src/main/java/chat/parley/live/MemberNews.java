package chat.parley.live;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;

import chat.parley.live.Event.MembersChanged;
import chat.parley.room.RoomEvent.MembershipChanged;

/** Tells a room that who is in it has changed, so that whoever looks at its members looks again. A hint, which may be lost. */
@ApplicationScoped
class MemberNews {

    private static final long NOBODY = -1;

    private final Hub hub;
    private final Encoder encoder;

    MemberNews(Hub hub, Encoder encoder) {
        this.hub = hub;
        this.encoder = encoder;
    }

    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) MembershipChanged change) {
        hub.tellRoom(change.room(), encoder.frame(new MembersChanged(change.room())), NOBODY);
    }
}

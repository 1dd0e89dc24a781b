package chat.parley.realtime;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;

import chat.parley.account.AccountChanged;
import chat.parley.account.AccountEvent;
import chat.parley.account.Visibility;
import chat.parley.account.VisibilityChanged;
import chat.parley.auth.SessionEnded;
import chat.parley.backplane.Backplane;
import chat.parley.backplane.BackplaneMessage;
import chat.parley.backplane.ChangeNotification;
import chat.parley.backplane.ChangeNotification.Kind;
import chat.parley.database.ChangeOrigin;
import chat.parley.room.RoomEvent;
import chat.parley.room.RoomEvent.MembershipChanged;
import chat.parley.room.RoomEvent.RoomChanged;
import chat.parley.room.RoomEvent.RoomRestored;
import chat.parley.room.RoomEvent.ViewChanged;
import io.quarkus.runtime.StartupEvent;

/**
 * Publishes events of changes in the database to other processes, after the commit, and fires the events that they publish
 * here, with {@link ChangeOrigin#REMOTE}. It does not publish those again, which would loop. Most observers need not know
 * where a change happened.
 */
@ApplicationScoped
class EventRelay {

    /** Bits of the number that encodes a {@link Visibility}. */
    private static final long SHOWS_PRESENCE = 1;

    private static final long SHOWS_TYPING = 2;

    private final Backplane backplane;
    private final Event<Object> events;

    EventRelay(Backplane backplane, Event<Object> events) {
        this.backplane = backplane;
        this.events = events;
    }

    void listen(@Observes StartupEvent started) {
        backplane.addListener(this::receive);
    }

    void publish(@Observes(during = TransactionPhase.AFTER_SUCCESS) SessionEnded event) {
        if (event.origin() == ChangeOrigin.LOCAL) {
            backplane.publishToOthers(new ChangeNotification(Kind.SESSION_ENDED, event.account(), event.session()));
        }
    }

    void publish(@Observes(during = TransactionPhase.AFTER_SUCCESS) AccountEvent event) {
        if (event.origin() == ChangeOrigin.LOCAL) {
            backplane.publishToOthers(notification(event));
        }
    }

    void publish(@Observes(during = TransactionPhase.AFTER_SUCCESS) RoomEvent event) {
        if (event.origin() == ChangeOrigin.LOCAL) {
            notification(event).ifPresent(backplane::publishToOthers);
        }
    }

    private void receive(BackplaneMessage message) {
        if (message instanceof ChangeNotification change) {
            events.fire(event(change));
        }
    }

    private static ChangeNotification notification(AccountEvent event) {
        if (event instanceof VisibilityChanged change) {
            return new ChangeNotification(Kind.VISIBILITY_CHANGED, change.account(), encode(change.now()));
        }
        return new ChangeNotification(Kind.ACCOUNT_CHANGED, event.account(), 0);
    }

    /** Empty for an event that other processes need not know. */
    private static Optional<ChangeNotification> notification(RoomEvent event) {
        if (event instanceof MembershipChanged change) {
            return Optional.of(new ChangeNotification(Kind.MEMBERSHIP_CHANGED, change.account(), change.room()));
        } else if (event instanceof ViewChanged change) {
            return Optional.of(new ChangeNotification(Kind.VIEW_CHANGED, change.account(), change.room()));
        } else if (event instanceof RoomChanged change) {
            return Optional.of(new ChangeNotification(Kind.ROOM_CHANGED, 0, change.room()));
        } else if (event instanceof RoomRestored change) {
            return Optional.of(new ChangeNotification(Kind.ROOM_RESTORED, 0, change.room()));
        }
        return Optional.empty();
    }

    private static Object event(ChangeNotification change) {
        return switch (change.kind()) {
            case SESSION_ENDED -> new SessionEnded(change.account(), change.id(), ChangeOrigin.REMOTE);
            case ACCOUNT_CHANGED -> new AccountChanged(change.account(), ChangeOrigin.REMOTE);
            case VISIBILITY_CHANGED ->
                new VisibilityChanged(change.account(), decode(change.id()), ChangeOrigin.REMOTE);
            case MEMBERSHIP_CHANGED -> new MembershipChanged(change.id(), change.account(), ChangeOrigin.REMOTE);
            case VIEW_CHANGED -> new ViewChanged(change.id(), change.account(), ChangeOrigin.REMOTE);
            case ROOM_CHANGED -> new RoomChanged(change.id(), ChangeOrigin.REMOTE);
            case ROOM_RESTORED -> new RoomRestored(change.id(), ChangeOrigin.REMOTE);
        };
    }

    private static long encode(Visibility visibility) {
        return (visibility.presence() ? SHOWS_PRESENCE : 0) + (visibility.typing() ? SHOWS_TYPING : 0);
    }

    private static Visibility decode(long bits) {
        return new Visibility((bits & SHOWS_PRESENCE) != 0, (bits & SHOWS_TYPING) != 0);
    }
}

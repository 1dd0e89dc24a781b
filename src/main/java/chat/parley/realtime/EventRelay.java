package chat.parley.realtime;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;

import chat.parley.account.AccountChanged;
import chat.parley.account.Visibility;
import chat.parley.account.VisibilityChanged;
import chat.parley.auth.SessionEnded;
import chat.parley.backplane.Backplane;
import chat.parley.backplane.BackplaneMessage;
import chat.parley.backplane.ChangeNotification;
import chat.parley.room.RoomEvent.MembershipChanged;
import chat.parley.room.RoomEvent.RoomChanged;
import chat.parley.room.RoomEvent.RoomRestored;
import chat.parley.room.RoomEvent.ViewChanged;
import io.quarkus.runtime.StartupEvent;

/**
 * Publishes changes in the database to other processes, and fires the changes that they publish as local events, so
 * that observers need not know where a change happened. It does not publish received changes again, which would loop.
 * Changes of rooms go only to {@link MembershipWatch}, because the process where they happened notifies everyone else
 * itself.
 */
@ApplicationScoped
class EventRelay {

    /** What somebody shows, as a number. */
    private static final long PRESENCE = 1;

    private static final long TYPING = 2;

    private final Backplane backplane;
    private final Event<Object> events;
    private final MembershipWatch watch;
    private final ThreadLocal<Boolean> arriving = ThreadLocal.withInitial(() -> false);

    EventRelay(Backplane backplane, Event<Object> events, MembershipWatch watch) {
        this.backplane = backplane;
        this.events = events;
        this.watch = watch;
    }

    void listen(@Observes StartupEvent started) {
        backplane.listen(this::heard);
    }

    void ended(@Observes(during = TransactionPhase.AFTER_SUCCESS) SessionEnded ended) {
        pass(new ChangeNotification(ChangeNotification.Of.SESSION_ENDED, ended.account(), ended.session()));
    }

    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) AccountChanged change) {
        pass(new ChangeNotification(ChangeNotification.Of.ACCOUNT_CHANGED, change.account(), 0));
    }

    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) VisibilityChanged change) {
        pass(new ChangeNotification(
                ChangeNotification.Of.VISIBILITY_CHANGED,
                change.account(),
                (change.now().presence() ? PRESENCE : 0) + (change.now().typing() ? TYPING : 0)));
    }

    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) MembershipChanged change) {
        pass(new ChangeNotification(ChangeNotification.Of.MEMBERSHIP_CHANGED, change.account(), change.room()));
    }

    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) ViewChanged change) {
        pass(new ChangeNotification(ChangeNotification.Of.VIEW_CHANGED, change.account(), change.room()));
    }

    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) RoomChanged change) {
        pass(new ChangeNotification(ChangeNotification.Of.ROOM_CHANGED, 0, change.room()));
    }

    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) RoomRestored change) {
        pass(new ChangeNotification(ChangeNotification.Of.ROOM_RESTORED, 0, change.room()));
    }

    private void pass(ChangeNotification word) {
        if (!arriving.get()) {
            backplane.publishToOthers(word);
        }
    }

    private void heard(BackplaneMessage news) {
        if (news instanceof ChangeNotification word) {
            arriving.set(true);
            try {
                fire(word);
            } finally {
                arriving.remove();
            }
        }
    }

    private void fire(ChangeNotification word) {
        switch (word.of()) {
            case SESSION_ENDED -> events.fire(new SessionEnded(word.account(), word.id()));
            case ACCOUNT_CHANGED -> events.fire(new AccountChanged(word.account()));
            case VISIBILITY_CHANGED ->
                events.fire(new VisibilityChanged(
                        word.account(), new Visibility((word.id() & PRESENCE) != 0, (word.id() & TYPING) != 0)));
            case MEMBERSHIP_CHANGED -> watch.changed(new MembershipChanged(word.id(), word.account()));
            case VIEW_CHANGED -> watch.changed(new ViewChanged(word.id(), word.account()));
            case ROOM_CHANGED -> watch.changed(new RoomChanged(word.id()));
            case ROOM_RESTORED -> watch.changed(new RoomRestored(word.id()));
        }
    }
}

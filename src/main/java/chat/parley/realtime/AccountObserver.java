package chat.parley.realtime;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;

import chat.parley.auth.SessionEnded;
import chat.parley.realtime.ServerEvent.Read;
import chat.parley.realtime.transport.CloseCode;
import chat.parley.room.RoomEvent.ReadMoved;

/** Applies events of an account to its sockets in this process, after the commit. */
@ApplicationScoped
class AccountObserver {

    private final Hub hub;
    private final FrameEncoder frameEncoder;

    AccountObserver(Hub hub, FrameEncoder frameEncoder) {
        this.hub = hub;
        this.frameEncoder = frameEncoder;
    }

    void onSessionEnded(@Observes(during = TransactionPhase.AFTER_SUCCESS) SessionEnded event) {
        List.copyOf(hub.clientsOf(event.account())).stream()
                .filter(client -> client.session() == event.session())
                .forEach(client -> hub.disconnect(client, CloseCode.NOT_ALLOWED));
    }

    void onReadMoved(@Observes(during = TransactionPhase.AFTER_SUCCESS) ReadMoved event) {
        hub.sendToAccount(event.account(), frameEncoder.frame(Read.of(event.room(), event.back())));
    }
}

package chat.parley.realtime;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;

import chat.parley.auth.SessionEnded;
import chat.parley.realtime.ServerEvent.Read;
import chat.parley.room.RoomEvent.ReadMoved;

/** Delivers events of an account to its sockets. */
@ApplicationScoped
class AccountWatch {

    private final Hub hub;
    private final FrameEncoder frameEncoder;

    AccountWatch(Hub hub, FrameEncoder frameEncoder) {
        this.hub = hub;
        this.frameEncoder = frameEncoder;
    }

    void ended(@Observes(during = TransactionPhase.AFTER_SUCCESS) SessionEnded ended) {
        List.copyOf(hub.clientsOf(ended.account())).stream()
                .filter(client -> client.session() == ended.session())
                .forEach(client -> hub.expel(client, CloseCode.NOT_ALLOWED));
    }

    void read(@Observes(during = TransactionPhase.AFTER_SUCCESS) ReadMoved moved) {
        hub.tellAccount(moved.account(), frameEncoder.frame(Read.of(moved.room(), moved.back())));
    }
}

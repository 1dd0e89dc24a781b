package chat.parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import chat.parley.backplane.TestBackplane;
import chat.parley.realtime.transport.FakeTransport;
import chat.parley.room.RoomEvent.MembershipChanged;
import chat.parley.telemetry.Traces;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.StartupEvent;

class MemberListNotifierTest {

    private static final long ROOM = 7;

    private final Hub hub = new Hub(TestBackplane.create(), Traces.none(), new SimpleMeterRegistry());
    private final MemberListNotifier news = new MemberListNotifier(hub, new FrameEncoder(new ObjectMapper()));
    private final FakeTransport wire = new FakeTransport();

    @BeforeEach
    void followRoomAsMira() {
        var mira = TestClients.client(wire, 1);
        hub.listen(new StartupEvent());
        hub.register(mira);
        hub.subscribe(mira, ROOM);
        hub.startDelivery(mira, ROOM, 0);
    }

    @Test
    void roomIsNotifiedOncePerSecondAtMost() {
        for (var account = 1; account <= 500; account++) {
            news.onMembershipChanged(new MembershipChanged(ROOM, account));
        }
        assertThat(wire.frames()).isEmpty();

        news.sendNotifications();
        news.sendNotifications();

        assertThat(wire.frames()).containsExactly("{\"type\":\"members\",\"room\":7}");
    }

    @Test
    void laterChangesAreSentWithTheNextSecond() {
        news.onMembershipChanged(new MembershipChanged(ROOM, 2));
        news.sendNotifications();

        news.onMembershipChanged(new MembershipChanged(ROOM, 3));
        news.sendNotifications();

        assertThat(wire.frames()).hasSize(2);
    }
}

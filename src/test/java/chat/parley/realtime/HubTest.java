package chat.parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import chat.parley.backplane.Backplane;
import chat.parley.backplane.RoomUpdate;
import chat.parley.backplane.TestBackplane;
import chat.parley.realtime.transport.CloseCode;
import chat.parley.realtime.transport.FakeTransport;
import chat.parley.realtime.transport.Frame;
import chat.parley.telemetry.Traces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.StartupEvent;

/** Two hubs on one backplane: two replicas in one process. */
class HubTest {

    private static final long ROOM = 7;

    private final Backplane backplane = TestBackplane.create();
    private final Hub here = new Hub(backplane, Traces.none(), new SimpleMeterRegistry());
    private final Hub there = new Hub(backplane, Traces.none(), new SimpleMeterRegistry());
    private final FakeTransport mirasWire = new FakeTransport();
    private final FakeTransport tomsWire = new FakeTransport();
    private final Client mira = TestClients.client(mirasWire, 1);
    private final Client tom = TestClients.client(tomsWire, 2);

    @BeforeEach
    void openBothSockets() {
        here.listen(new StartupEvent());
        there.listen(new StartupEvent());
        subscribe(here, mira);
        subscribe(there, tom);
    }

    @Test
    void updateReachesSocketsOfEveryProcess() {
        backplane.publish(updateOfVersion(1));

        assertThat(mirasWire.frames()).containsExactly("v1");
        assertThat(tomsWire.frames()).containsExactly("v1");
    }

    @Test
    void updateWithoutSubscribersIsIgnored() {
        backplane.publish(new RoomUpdate(8, 1, "other".getBytes(StandardCharsets.UTF_8)));

        assertThat(mirasWire.frames()).isEmpty();
        assertThat(positions(here)).containsOnlyKeys(ROOM);
    }

    @Test
    void unsubscribedSocketReceivesNothingAndTheRoomIsReleased() {
        here.unsubscribe(mira, ROOM);

        backplane.publish(updateOfVersion(1));

        assertThat(mirasWire.frames()).isEmpty();
        assertThat(positions(here)).isEmpty();
        assertThat(tomsWire.frames()).containsExactly("v1");
    }

    @Test
    void expelledAccountReceivesNothing() {
        here.disconnect(mira, CloseCode.NOT_ALLOWED);

        backplane.publish(updateOfVersion(1));
        here.sendToAccount(mira.account(), Frame.of("read"));

        assertThat(mirasWire.frames()).isEmpty();
        assertThat(mirasWire.closeCodes()).containsExactly(CloseCode.NOT_ALLOWED);
        assertThat(here.isConnected(mira.account())).isFalse();
    }

    @Test
    void closedSocketCannotSubscribe() {
        here.unregister(mira);

        here.subscribe(mira, ROOM);

        assertThat(positions(here)).isEmpty();
        assertThat(mira.rooms()).isEmpty();
    }

    @Test
    void socketOpenedDuringShutdownIsAskedToReconnect() {
        here.stopAccepting();
        var late = new FakeTransport();

        here.register(TestClients.client(late, 4));

        assertThat(late.closeCodes()).containsExactly(CloseCode.RESTARTING);
        assertThat(here.isConnected(4)).isFalse();
    }

    @Test
    void socketClosedBeforeItsStartIsNotConnected() {
        var early = TestClients.client(mirasWire, 9);
        early.markClosed();

        here.register(early);

        assertThat(here.isConnected(9)).isFalse();
    }

    @Test
    void onlySilentSocketsAreClosed() {
        var phone = new FakeTransport();
        here.register(TestClients.client(phone, 4));
        await().until(() -> mira.idleTime().compareTo(Duration.ofMillis(50)) > 0);
        here.clientsOf(4).forEach(Client::recordActivity);

        new IdleSocketReaper(here).closeIdleFor(mira.idleTime().minusNanos(1));

        assertThat(mirasWire.closeCodes()).containsExactly(CloseCode.RESTARTING);
        assertThat(phone.closeCodes()).isEmpty();
    }

    @Test
    void stalledSocketIsClosedWithoutAffectingOthers() {
        var slowWire = new FakeTransport();
        var slow = TestClients.client(slowWire, 3, 4);
        slowWire.stall();
        subscribe(here, slow);

        for (var version = 1; version <= 10; version++) {
            backplane.publish(updateOfVersion(version));
        }

        assertThat(slowWire.closeCodes()).containsExactly(CloseCode.TOO_SLOW);
        assertThat(mirasWire.frames()).hasSize(10);
    }

    @Test
    void accountIsConnectedUntilItsLastSocketCloses() {
        var second = TestClients.client(mirasWire, 1);
        here.register(second);

        here.unregister(mira);
        assertThat(here.isConnected(1)).isTrue();
        here.unregister(second);

        assertThat(here.isConnected(1)).isFalse();
    }

    private static void subscribe(Hub hub, Client client) {
        hub.register(client);
        hub.subscribe(client, ROOM);
        hub.startDelivery(client, ROOM, 0);
    }

    private static RoomUpdate updateOfVersion(long version) {
        return new RoomUpdate(ROOM, version, ("v" + version).getBytes(StandardCharsets.UTF_8));
    }

    private static HashMap<Long, Long> positions(Hub hub) {
        var positions = new HashMap<Long, Long>();
        hub.forEachPosition(positions::put);
        return positions;
    }
}

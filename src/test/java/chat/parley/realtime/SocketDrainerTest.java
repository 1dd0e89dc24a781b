package chat.parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.eclipse.microprofile.context.ManagedExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import chat.parley.backplane.TestBackplane;
import chat.parley.realtime.transport.CloseCode;
import chat.parley.realtime.transport.FakeTransport;
import chat.parley.telemetry.Traces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;

class SocketDrainerTest {

    private final Hub hub = new Hub(TestBackplane.create(), Traces.none(), new SimpleMeterRegistry());
    private final ManagedExecutor worker = ManagedExecutor.builder().build();

    @AfterEach
    void end() {
        worker.shutdown();
    }

    @Test
    void everySocketIsAskedToReconnect() {
        var wires = connectClients(5);

        new SocketDrainer(hub, worker, Duration.ZERO).stop(new ShutdownDelayInitiatedEvent());

        await().untilAsserted(() -> assertThat(wires)
                .allSatisfy(wire -> assertThat(wire.closeCodes()).containsExactly(CloseCode.RESTARTING)));
        assertThat(hub.acceptsSockets()).isFalse();
    }

    @Test
    void socketsAreClosedGradually() {
        var wires = connectClients(100);

        new SocketDrainer(hub, worker, Duration.ofSeconds(1)).stop(new ShutdownDelayInitiatedEvent());

        await().pollInterval(Duration.ofMillis(1)).until(() -> countClosed(wires) > 0);
        assertThat(countClosed(wires)).isLessThan(100);
        await().until(() -> countClosed(wires) == 100);
    }

    @Test
    void socketsThatStayOpenAreCutBeforeTheBeansAreGone() {
        var wires = connectClients(3);
        var drainer = new SocketDrainer(hub, worker, Duration.ZERO);

        drainer.stop(new ShutdownDelayInitiatedEvent());
        assertThat(wires).noneMatch(FakeTransport::isAborted);
        drainer.abortRemaining(new ShutdownEvent());

        assertThat(wires).allMatch(FakeTransport::isAborted);
    }

    private List<FakeTransport> connectClients(int count) {
        var wires = Stream.generate(FakeTransport::new).limit(count).toList();
        LongStream.range(0, count)
                .forEach(account -> hub.register(TestClients.client(wires.get((int) account), account)));
        return wires;
    }

    private static long countClosed(List<FakeTransport> wires) {
        return wires.stream().filter(wire -> !wire.closeCodes().isEmpty()).count();
    }
}

package chat.parley.realtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.context.ManagedExecutor;

import chat.parley.realtime.transport.CloseCode;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;

/**
 * Closes all sockets when the process is asked to stop, spread over most of the shutdown delay, so that clients do not
 * reconnect all at once.
 */
@ApplicationScoped
class SocketDrainer {

    private static final Duration DRAIN_STEP = Duration.ofMillis(50);
    /** The rest of the delay is for the last clients to close their side. */
    private static final double DRAIN_SHARE_OF_DELAY = 0.8;

    private final Hub hub;
    private final ManagedExecutor worker;
    private final int steps;
    private volatile List<Client> drained = List.of();

    /** @param delay the time from the shutdown request until the process stops to serve */
    SocketDrainer(Hub hub, ManagedExecutor worker, @ConfigProperty(name = "quarkus.shutdown.delay") Duration delay) {
        this.hub = hub;
        this.worker = worker;
        this.steps = Math.max(1, (int) (delay.toMillis() * DRAIN_SHARE_OF_DELAY / DRAIN_STEP.toMillis()));
    }

    void stop(@Observes ShutdownDelayInitiatedEvent stopping) {
        hub.stopAccepting();
        var clients = new ArrayList<Client>();
        hub.forEachClient(clients::add);
        Collections.shuffle(clients);
        drained = List.copyOf(clients);
        var groups = Math.min(steps, clients.size());
        for (var group = 0; group < groups; group++) {
            var batch = clients.subList(group * clients.size() / groups, (group + 1) * clients.size() / groups);
            disconnectLater(batch, DRAIN_STEP.multipliedBy(group * (long) steps / groups));
        }
    }

    /**
     * Cuts the sockets whose clients have not answered the close frame. Otherwise Vert.x would cut them after the beans are
     * gone, and each would be logged as an error.
     */
    void abortRemaining(@Observes ShutdownEvent ended) {
        drained.forEach(client -> client.outbox().abort());
    }

    private void disconnectLater(List<Client> clients, Duration delay) {
        CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, worker)
                .execute(() -> clients.forEach(client -> hub.disconnect(client, CloseCode.RESTARTING)));
    }
}

package chat.parley.realtime;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import chat.parley.realtime.transport.CloseCode;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;

/**
 * Closes sockets whose client disappeared without a close, such as a phone in a tunnel. Quarkus pings every ten
 * seconds but does not check for the pong.
 */
@ApplicationScoped
class IdleSocketReaper {

    /**
     * Two missed pings, the first after eleven seconds. Including the two seconds until the next check and the four
     * seconds that {@link LivePresence} waits, a silent client appears offline after 27 seconds.
     */
    private static final Duration MAX_IDLE_TIME = Duration.ofSeconds(21);

    private final Hub hub;

    IdleSocketReaper(Hub hub) {
        this.hub = hub;
    }

    @Scheduled(every = "2s", concurrentExecution = ConcurrentExecution.SKIP)
    void closeIdleSockets() {
        closeIdleFor(MAX_IDLE_TIME);
    }

    void closeIdleFor(Duration idleTime) {
        hub.forEachClient(client -> {
            if (client.idleTime().compareTo(idleTime) > 0) {
                hub.disconnect(client, CloseCode.RESTARTING);
            }
        });
    }
}

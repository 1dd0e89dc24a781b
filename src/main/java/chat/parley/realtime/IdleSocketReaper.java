package chat.parley.realtime;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;

/**
 * Closes the sockets whose other end is gone without a word, as a telephone's in a tunnel: the platform pings every ten
 * seconds, but does not look for the answer.
 */
@ApplicationScoped
class IdleSocketReaper {

    /**
     * Two pings without an answer, the first of them for eleven seconds. With the two until the next look, and the four for
     * which {@link LivePresence} waits, whoever fell silent is gone for others after 27.
     */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(21);

    private final Hub hub;

    IdleSocketReaper(Hub hub) {
        this.hub = hub;
    }

    @Scheduled(every = "2s", concurrentExecution = ConcurrentExecution.SKIP)
    void closeTheSilent() {
        closeSilentFor(LONGEST_SILENCE);
    }

    void closeSilentFor(Duration silence) {
        hub.everyone(client -> {
            if (client.silence().compareTo(silence) > 0) {
                hub.expel(client, CloseCode.RESTARTING);
            }
        });
    }
}

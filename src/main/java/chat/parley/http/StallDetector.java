package chat.parley.http;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;

/** Detects a client that reads nothing of what is sent to it. Runs on the event loop of the connection. */
final class StallDetector {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Channel channel;
    private final Runnable stalled;
    private ScheduledFuture<?> check;
    private Object message;
    private long progress;

    /** @param stalled runs once, after the client has read nothing for half a minute */
    StallDetector(Channel channel, Runnable stalled) {
        this.channel = channel;
        this.stalled = stalled;
    }

    /** Records a write to the network. */
    void flushed() {
        if (check == null && unsentBytes(channel) > 0) {
            noteProgress();
            check = channel.eventLoop().schedule(this::check, TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    void stop() {
        if (check != null) {
            check.cancel(false);
            check = null;
            message = null;
        }
    }

    static long unsentBytes(Channel channel) {
        var unsent = channel.unsafe().outboundBuffer();
        return unsent == null ? 0 : unsent.totalPendingWriteBytes();
    }

    private void check() {
        check = null;
        if (!channel.isActive() || unsentBytes(channel) == 0) {
            return;
        }
        var messageBefore = message;
        var progressBefore = progress;
        noteProgress();
        if (messageBefore == message && progressBefore == progress) {
            stalled.run();
        } else {
            flushed();
        }
    }

    private void noteProgress() {
        var unsent = channel.unsafe().outboundBuffer();
        message = unsent == null ? null : unsent.current();
        progress = unsent == null ? 0 : unsent.currentProgress();
    }
}

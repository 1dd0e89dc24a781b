package chat.parley.http;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoop;

/**
 * The deadline of a request for becoming complete, and its place among the incomplete requests of its network. Runs on
 * the event loop of the connection.
 */
final class RequestDeadline {

    private final RequestFlowControl flow;
    private final ConnectionLimiter limiter;
    private final EventLoop eventLoop;
    private ScheduledFuture<?> timer;
    private String countedFor;

    RequestDeadline(RequestFlowControl flow, ConnectionLimiter limiter, EventLoop eventLoop) {
        this.flow = flow;
        this.limiter = limiter;
        this.eventLoop = eventLoop;
    }

    /** Does nothing if it is running. */
    void start() {
        if (timer == null) {
            timer = eventLoop.schedule(
                    flow::onDeadline, limiter.requestTimeout().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /**
     * Counts a request unless it is counted.
     *
     * @param network that it counts for; null for none
     */
    void countFirst(String network) {
        if (countedFor == null && network != null) {
            count(network);
        }
    }

    /** Counts the current request for another network instead. */
    void countFor(String network) {
        if (isRunning()) {
            stopCounting();
            count(network);
        }
    }

    boolean isRunning() {
        return timer != null;
    }

    void stop() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
        stopCounting();
    }

    private void count(String network) {
        countedFor = network;
        limiter.incompleteRequests()
                .add(network, flow)
                .ifPresent(oldest -> oldest.abort(limiter.tooManyAtOnce(), AbortReason.ADDRESS));
    }

    private void stopCounting() {
        if (countedFor != null) {
            limiter.incompleteRequests().remove(countedFor, flow);
            countedFor = null;
        }
    }
}

package chat.parley.realtime;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.quarkus.websockets.next.WebSocketConnection;
import io.vertx.core.Context;

/** Writes to a socket with the public API of the platform, on the thread that opened it. */
final class VertxTransport implements Transport {

    private final WebSocketConnection connection;
    private final Context thread;
    private final DeliveryMetrics deliveryMetrics;
    private final AtomicLong unsent = new AtomicLong();

    /** @param thread the one that has opened it */
    VertxTransport(WebSocketConnection connection, Context thread, DeliveryMetrics deliveryMetrics) {
        this.connection = connection;
        this.thread = thread;
        this.deliveryMetrics = deliveryMetrics;
    }

    @Override
    public void wake(Outbox outbox) {
        thread.runOnContext(turn -> outbox.write());
    }

    @Override
    public void send(List<Frame> frames) {
        deliveryMetrics.sent(
                frames.size(), frames.stream().mapToLong(Frame::bytes).sum());
        for (var frame : frames) {
            unsent.addAndGet(frame.bytes());
            connection
                    .sendText(frame.text())
                    .subscribe()
                    .with(sent -> unsent.addAndGet(-frame.bytes()), gone -> unsent.addAndGet(-frame.bytes()));
        }
    }

    /** All of it: here nobody says when the network takes more. */
    @Override
    public int send(Frame frame, int from, Runnable more) {
        send(List.of(frame));
        return frame.bytes();
    }

    @Override
    public long unsent() {
        return unsent.get();
    }

    @Override
    public void close(CloseCode why) {
        connection.close(why.reason()).subscribe().with(closed -> {}, gone -> {});
    }
}

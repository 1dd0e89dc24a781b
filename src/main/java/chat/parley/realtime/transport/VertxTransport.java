package chat.parley.realtime.transport;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.quarkus.websockets.next.WebSocketConnection;
import io.vertx.core.Context;

/** Writes to a socket with the public API of Quarkus, on the thread that opened it. */
final class VertxTransport implements Transport {

    private final WebSocketConnection connection;
    private final Context context;
    private final DeliveryMetrics deliveryMetrics;
    private final AtomicLong unsentBytes = new AtomicLong();

    /** @param context the context that opened the socket, on whose thread it is written to */
    VertxTransport(WebSocketConnection connection, Context context, DeliveryMetrics deliveryMetrics) {
        this.connection = connection;
        this.context = context;
        this.deliveryMetrics = deliveryMetrics;
    }

    @Override
    public void scheduleFlush(Outbox outbox) {
        context.runOnContext(task -> outbox.flush());
    }

    @Override
    public void send(List<Frame> frames) {
        deliveryMetrics.sent(
                frames.size(), frames.stream().mapToLong(Frame::bytes).sum());
        for (var frame : frames) {
            unsentBytes.addAndGet(frame.bytes());
            connection
                    .sendText(frame.text())
                    .subscribe()
                    .with(
                            sent -> unsentBytes.addAndGet(-frame.bytes()),
                            failure -> unsentBytes.addAndGet(-frame.bytes()));
        }
    }

    /** Sends the whole frame, because this API does not report when the network accepts more. */
    @Override
    public int send(Frame frame, int from, Runnable onWritable) {
        send(List.of(frame));
        return frame.bytes();
    }

    @Override
    public long unsentBytes() {
        return unsentBytes.get();
    }

    @Override
    public void close(CloseCode closeCode) {
        connection.close(closeCode.reason()).subscribe().with(closed -> {}, failure -> {});
    }

    /** Does nothing more than {@link #close}: this API does not offer the connection. */
    @Override
    public void abort() {
        close(CloseCode.RESTARTING);
    }
}

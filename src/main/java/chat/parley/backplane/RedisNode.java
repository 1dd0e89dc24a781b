package chat.parley.backplane;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;

/**
 * One Redis server, or one node of a cluster: one subscriber connection and one publisher connection. Redis forgets
 * subscriptions when it restarts, and a connection can be dead without an error. So the process publishes a heartbeat
 * to itself once a second through each node, and reconnects and resubscribes when heartbeats stop arriving.
 * Thread-safe.
 */
final class RedisNode {

    private static final Duration HEARTBEAT_TIMEOUT = Duration.ofSeconds(4);

    private final PubSubCommands pubSubCommands;
    private final Owner owner;
    private final RedisConnectionManager subscriber;
    private final RedisConnectionManager publisher;
    private volatile String pulse;
    private volatile long heardMyselfAt = System.nanoTime() - HEARTBEAT_TIMEOUT.toNanos();
    /** What Redis said when it did not take a subscription; null while it does. */
    private volatile String refused;

    private long renewedAt = System.nanoTime();

    /** What a node is for. */
    interface Owner {

        /** The channel of the heartbeat. It may change from time to time. */
        String pulse();

        /** All that is to be heard here besides. */
        List<String> channels();

        void heard(byte[] told);

        void heardMyself(long nanos);
    }

    /**
     * @param name in the log
     * @param subscribers creates the client of each subscriber connection
     * @param publishers creates the client of each publisher connection
     */
    RedisNode(
            String name,
            Vertx vertx,
            Supplier<Redis> subscribers,
            Supplier<Redis> publishers,
            PubSubCommands pubSubCommands,
            Owner owner) {
        this.pubSubCommands = pubSubCommands;
        this.owner = owner;
        this.subscriber =
                new RedisConnectionManager("subscriber to " + name, vertx, subscribers, this::heard, this::resubscribe);
        this.publisher = new RedisConnectionManager("publisher to " + name, vertx, publishers, nothing -> {}, () -> {});
    }

    void open() {
        subscriber.open();
        publisher.open();
    }

    void close() {
        subscriber.close();
        publisher.close();
    }

    /** Says it, or drops it and calls {@code lost}. */
    void publish(String channel, Buffer told, Runnable lost) {
        publisher.send(Request.cmd(pubSubCommands.publish).arg(channel).arg(told), lost);
    }

    void subscribe(List<String> channels) {
        for (var from = 0; from < channels.size(); from += pubSubCommands.atOnce) {
            var request = Request.cmd(pubSubCommands.subscribe);
            channels.subList(from, Math.min(channels.size(), from + pubSubCommands.atOnce))
                    .forEach(request::arg);
            subscriber.send(request, () -> {});
        }
    }

    void unsubscribe(String channel) {
        subscriber.send(Request.cmd(pubSubCommands.unsubscribe).arg(channel), () -> {});
    }

    /** Whether the process has heard itself by it of late. */
    boolean isHealthy() {
        return within(heardMyselfAt);
    }

    /** Once a second. */
    void heartbeat() {
        var wrong = refused == null && !isHealthy() ? "no response" : refused;
        if (wrong != null && !within(renewedAt)) {
            renewedAt = System.nanoTime();
            refused = null;
            subscriber.renew(wrong);
            publisher.renew(wrong);
        }
        if (!owner.pulse().equals(pulse)) {
            subscribePulse();
        }
        publish(pulse, Buffer.buffer().appendLong(System.nanoTime()), () -> {});
    }

    private static boolean within(long at) {
        return System.nanoTime() - at < HEARTBEAT_TIMEOUT.toNanos();
    }

    private void resubscribe() {
        subscribePulse();
        subscribe(owner.channels());
    }

    private void subscribePulse() {
        pulse = owner.pulse();
        subscribe(List.of(pulse));
    }

    /**
     * A push message has three parts: its kind, its channel, its payload. An error answers a subscription; a channel
     * that has moved is subscribed by the code that follows it.
     */
    private void heard(Response message) {
        if (message.type() == ResponseType.ERROR) {
            refused = message.toString().startsWith("MOVED") ? refused : message.toString();
        } else if (message.size() == 3 && message.get(0).toString().endsWith("message")) {
            heard(message.get(1).toString(), message.get(2).toBytes());
        }
    }

    /** Each ping carries the time at which it was sent, on the clock of this process, which nobody else speaks to there. */
    private void echoed(Buffer ping) {
        if (ping.length() == Long.BYTES) {
            owner.heardMyself(heardMyselfAt - ping.getLong(0));
        }
    }

    private void heard(String channel, byte[] told) {
        if (channel.equals(pulse)) {
            heardMyselfAt = System.nanoTime();
            echoed(Buffer.buffer(told));
        } else {
            owner.heard(told);
        }
    }
}

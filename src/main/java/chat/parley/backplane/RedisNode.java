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
    private volatile String heartbeatChannel;
    private volatile long heartbeatReceivedAt = System.nanoTime() - HEARTBEAT_TIMEOUT.toNanos();
    /** The error with which Redis rejected a subscription; null if there is none. */
    private volatile String subscriptionError;

    private long reconnectedAt = System.nanoTime();

    /** The user of a node: says what to subscribe to and receives messages. */
    interface Owner {

        /** The channel of the heartbeat. It changes when slots move. */
        String heartbeatChannel();

        /** All other channels that this node has to be subscribed to. */
        List<String> subscribedChannels();

        /** Receives the payload of a message, on the event loop. */
        void received(byte[] payload);

        /** @param roundTripNanos the time from the publication of the heartbeat to its arrival */
        void heartbeatReceived(long roundTripNanos);
    }

    /**
     * @param name the name of the node in log messages
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
        this.subscriber = new RedisConnectionManager(
                "subscriber to " + name, vertx, subscribers, this::receive, this::resubscribe);
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

    /** Publishes a payload. If that fails, it is dropped and {@code onFailure} runs. */
    void publish(String channel, Buffer payload, Runnable onFailure) {
        publisher.send(Request.cmd(pubSubCommands.publish).arg(channel).arg(payload), onFailure);
    }

    void subscribe(List<String> channels) {
        for (var from = 0; from < channels.size(); from += pubSubCommands.maxChannels) {
            var request = Request.cmd(pubSubCommands.subscribe);
            channels.subList(from, Math.min(channels.size(), from + pubSubCommands.maxChannels))
                    .forEach(request::arg);
            subscriber.send(request, () -> {});
        }
    }

    void unsubscribe(String channel) {
        subscriber.send(Request.cmd(pubSubCommands.unsubscribe).arg(channel), () -> {});
    }

    /** Whether a heartbeat came back within the timeout. */
    boolean isHealthy() {
        return isRecent(heartbeatReceivedAt);
    }

    /** Publishes a heartbeat, and reconnects if none came back lately. Called once a second. */
    void heartbeat() {
        var problem = subscriptionError == null && !isHealthy() ? "no response" : subscriptionError;
        if (problem != null && !isRecent(reconnectedAt)) {
            reconnectedAt = System.nanoTime();
            subscriptionError = null;
            subscriber.reconnect(problem);
            publisher.reconnect(problem);
        }
        if (!owner.heartbeatChannel().equals(heartbeatChannel)) {
            subscribeHeartbeat();
        }
        publish(heartbeatChannel, Buffer.buffer().appendLong(System.nanoTime()), () -> {});
    }

    private static boolean isRecent(long nanos) {
        return System.nanoTime() - nanos < HEARTBEAT_TIMEOUT.toNanos();
    }

    private void resubscribe() {
        subscribeHeartbeat();
        subscribe(owner.subscribedChannels());
    }

    private void subscribeHeartbeat() {
        heartbeatChannel = owner.heartbeatChannel();
        subscribe(List.of(heartbeatChannel));
    }

    /**
     * A push message has three parts: its kind, its channel, its payload. An error answers a subscription; a channel
     * that has moved is subscribed by the code that follows it.
     */
    private void receive(Response message) {
        if (message.type() == ResponseType.ERROR) {
            subscriptionError = message.toString().startsWith("MOVED") ? subscriptionError : message.toString();
        } else if (message.size() == 3 && message.get(0).toString().endsWith("message")) {
            receive(message.get(1).toString(), message.get(2).toBytes());
        }
    }

    /** A heartbeat carries the time of its publication on the clock of this process, which alone uses this channel. */
    private void measureRoundTrip(Buffer heartbeat) {
        if (heartbeat.length() == Long.BYTES) {
            owner.heartbeatReceived(heartbeatReceivedAt - heartbeat.getLong(0));
        }
    }

    private void receive(String channel, byte[] payload) {
        if (channel.equals(heartbeatChannel)) {
            heartbeatReceivedAt = System.nanoTime();
            measureRoundTrip(Buffer.buffer(payload));
        } else {
            owner.received(payload);
        }
    }
}

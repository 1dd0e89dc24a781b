package chat.parley.backplane;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;

/**
 * The backplane of a Parley of many processes: Redis' publish and subscribe, a channel a topic. What a process tells it hears
 * at once and not by way of Redis, so that it serves its own people while Redis is gone. Redis forgets subscriptions when it
 * starts anew, and a connection may be dead without a word; so each process speaks to itself once a second, and when it has
 * not heard itself for a while it connects and subscribes anew.
 */
@ApplicationScoped
@Typed(RedisBackplane.class)
class RedisBackplane implements Backplane {

    private static final long PULSE_MS = 1_000;
    private static final Duration DEAF_AFTER = Duration.ofSeconds(4);
    /** Channels in one command, when all are subscribed anew. On a cluster each may have another shard. */
    private static final int AT_ONCE = 500;

    private final long process = new SecureRandom().nextLong();
    private final Listeners listeners = new Listeners();
    private final Origins origins = new Origins();
    private final Set<Topic> followed = ConcurrentHashMap.newKeySet();
    private final Vertx vertx;
    private final Supplier<Redis> redis;
    private final String prefix;
    private final Command subscribe;
    private final Command unsubscribe;
    private final Command publish;
    private final int atOnce;
    private final Traffic traffic;
    private RedisLine ear;
    private RedisLine mouth;
    private long pulse;
    private volatile Instant heardMyself = Instant.MIN;
    private volatile long spoke;
    private Instant renewed = Instant.now();

    /** Where there is no address of a Redis, there is no client to ask for: so it is asked for at the start alone. */
    @Inject
    RedisBackplane(Vertx vertx, Instance<Redis> redis, MeterRegistry metrics,
            @ConfigProperty(name = "parley.backplane.prefix") String prefix,
            @ConfigProperty(name = "parley.backplane.sharded") boolean sharded) {
        this(vertx, redis::get, metrics, prefix, sharded);
    }

    RedisBackplane(Vertx vertx, Supplier<Redis> redis, MeterRegistry metrics, String prefix, boolean sharded) {
        this.vertx = vertx;
        this.redis = redis;
        this.prefix = prefix;
        this.subscribe = sharded ? Command.SSUBSCRIBE : Command.SUBSCRIBE;
        this.unsubscribe = sharded ? Command.SUNSUBSCRIBE : Command.UNSUBSCRIBE;
        this.publish = sharded ? Command.SPUBLISH : Command.PUBLISH;
        this.atOnce = sharded ? 1 : AT_ONCE;
        this.traffic = new Traffic(metrics);
    }

    void start() {
        var client = redis.get();
        followed.add(Topic.EVERYONE);
        ear = new RedisLine("ear", vertx, client, this::heard, this::subscribeAnew);
        mouth = new RedisLine("mouth", vertx, client, nothing -> { }, () -> { });
        ear.open();
        mouth.open();
        pulse = vertx.setPeriodic(PULSE_MS, now -> beat());
    }

    @PreDestroy
    void stop() {
        if (ear != null) {
            vertx.cancelTimer(pulse);
            ear.close();
            mouth.close();
        }
    }

    @Override
    public void tell(News news) {
        listeners.tell(news);
        tellOthers(news);
    }

    @Override
    public void tellOthers(News news) {
        if (news instanceof Hint hint && hint.trace().isSampled()) {
            publish(new Origin(hint.room(), hint.version(), hint.trace()), () -> { });
        }
        traffic.told();
        publish(news, traffic::lost);
    }

    private void publish(News news, Runnable lost) {
        mouth.send(Request.cmd(publish).arg(channel(news.topic())).arg(Buffer.buffer(new Parcel(process, news).bytes())), lost);
    }

    @Override
    public void listen(Consumer<News> listener) {
        listeners.add(listener);
    }

    @Override
    public void follow(Topic topic) {
        if (followed.add(topic)) {
            subscribe(List.of(topic));
        }
    }

    @Override
    public void leave(Topic topic) {
        if (followed.remove(topic)) {
            ear.send(Request.cmd(unsubscribe).arg(channel(topic)), () -> { });
        }
    }

    @Override
    public boolean alone() {
        return false;
    }

    @Override
    public long process() {
        return process;
    }

    @Override
    public boolean whole() {
        return within(heardMyself);
    }

    private void beat() {
        if (!whole() && !within(renewed)) {
            renewed = Instant.now();
            ear.renew();
            mouth.renew();
        }
        spoke = System.nanoTime();
        mouth.send(Request.cmd(publish).arg(ownChannel()).arg(""), () -> { });
    }

    private static boolean within(Instant at) {
        return at.isAfter(Instant.now().minus(DEAF_AFTER));
    }

    private void subscribeAnew() {
        ear.send(Request.cmd(subscribe).arg(ownChannel()), () -> { });
        subscribe(List.copyOf(followed));
    }

    private void subscribe(List<Topic> topics) {
        for (var from = 0; from < topics.size(); from += atOnce) {
            var request = Request.cmd(subscribe);
            topics.subList(from, Math.min(topics.size(), from + atOnce)).forEach(topic -> request.arg(channel(topic)));
            ear.send(request, () -> { });
        }
    }

    /** A message has three parts: what it is, its channel, and what was told. */
    private void heard(Response message) {
        if (message.size() != 3 || !message.get(0).toString().endsWith("message")) {
            return;
        }
        if (message.get(1).toString().equals(ownChannel())) {
            heardMyself = Instant.now();
            traffic.echoed(System.nanoTime() - spoke);
        } else {
            Parcel.read(message.get(2).toBytes()).filter(parcel -> parcel.sender() != process).ifPresent(parcel -> heard(parcel.news()));
        }
    }

    private void heard(News news) {
        if (news instanceof Origin origin) {
            origins.keep(origin);
        } else {
            traffic.heard();
            listeners.tell(news instanceof Hint hint ? origins.traced(hint) : news);
        }
    }

    private String ownChannel() {
        return prefix + ":process:" + Long.toHexString(process);
    }

    private String channel(Topic topic) {
        return switch (topic.about()) {
            case EVERYONE -> prefix + ":everyone";
            case ROOM -> prefix + ":room:" + topic.id();
            case ACCOUNT -> prefix + ":account:" + topic.id();
        };
    }
}

package chat.parley.realtime;

import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;

import org.eclipse.microprofile.context.ManagedExecutor;

import chat.parley.auth.AuthenticatedUser;
import chat.parley.i18n.Language;
import chat.parley.problem.ApiException;
import chat.parley.ratelimit.RateLimit;
import chat.parley.ratelimit.RateLimiter;
import chat.parley.realtime.ServerEvent.Failed;
import chat.parley.realtime.ServerEvent.Pong;
import chat.parley.realtime.ServerEvent.Typing;
import chat.parley.room.Rooms;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.logging.Log;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnPongMessage;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;

/** {@code /ws}: the WebSocket endpoint. */
@WebSocket(path = SocketUpgradeCheck.PATH)
@Authenticated
public class ChatSocket {

    private static final String NOT_STORED = "The read mark could not be stored. Send it again.";
    private static final TypedKey<InboundFrames> INBOUND = new TypedKey<>("parley.inbound");

    private final Hub hub;
    private final DeliveryMetrics deliveryMetrics;
    private final ConnectionHandshake connectionHandshake;
    private final FrameEncoder frameEncoder;
    private final RateLimiter rateLimiter;
    private final Rooms rooms;
    private final ObjectMapper json;
    private final ManagedExecutor worker;
    private final OpeningQueue openings;
    private final SecurityIdentity identity;
    private final long maxPendingBytes;

    ChatSocket(
            Hub hub,
            DeliveryMetrics deliveryMetrics,
            ConnectionHandshake connectionHandshake,
            FrameEncoder frameEncoder,
            RateLimiter rateLimiter,
            Rooms rooms,
            ObjectMapper json,
            ManagedExecutor worker,
            OpeningQueue openings,
            SecurityIdentity identity,
            RealtimeConfig config) {
        this.hub = hub;
        this.deliveryMetrics = deliveryMetrics;
        this.connectionHandshake = connectionHandshake;
        this.frameEncoder = frameEncoder;
        this.rateLimiter = rateLimiter;
        this.rooms = rooms;
        this.json = json;
        this.worker = worker;
        this.openings = openings;
        this.identity = identity;
        this.maxPendingBytes = config.maxPendingBytes().asLongValue();
    }

    /** On the event loop: the platform queues what comes until this method is done, without a bound. */
    @OnOpen
    @NonBlocking
    public void opened(WebSocketConnection connection) {
        var client = new Client(
                AuthenticatedUser.of(identity),
                new Outbox(NettyTransport.to(connection, deliveryMetrics), maxPendingBytes));
        var below = NettyTransport.limits(connection);
        // Where the connection's channel is not known, only what reaches this class is counted.
        var frames = below.isPresent() ? null : rateLimiter.own(RateLimit.SOCKET_FRAME);
        connection.userData().put(INBOUND, new InboundFrames(client, frames, () -> rateLimiter.own(RateLimit.TYPING)));
        below.ifPresent(handler -> handler.whenExpelled(why -> expel(client, why)));
        openings.execute(client.account(), () -> letIn(client));
    }

    /** On the event loop, so that frames are counted as they come and a flood of them never queues. */
    @OnTextMessage
    @NonBlocking
    public void received(String text, WebSocketConnection connection) {
        var inbound = connection.userData().get(INBOUND);
        if (inbound == null) {
            return;
        }
        inbound.client().heard();
        if (text.length() > FrameLimitHandler.MAX_MESSAGE_BYTES) {
            expel(inbound.client(), CloseCode.FRAME_TOO_LARGE);
            return;
        }
        if (!inbound.mayCome()) {
            expel(inbound.client(), CloseCode.NOT_ALLOWED);
            return;
        }
        try {
            take(json.readTree(text), inbound);
            inbound.wasSound();
        } catch (JsonProcessingException | ApiException broken) {
            refuse(inbound, broken instanceof ApiException refused ? english(refused) : "The frame is not valid JSON.");
        }
    }

    /** The contract has text frames only. */
    @OnBinaryMessage
    @NonBlocking
    public void received(Buffer bytes, WebSocketConnection connection) {
        var inbound = connection.userData().get(INBOUND);
        if (inbound != null && inbound.mayCome()) {
            refuse(inbound, "Send text frames only.");
        }
    }

    @OnPongMessage
    @NonBlocking
    public void answered(Buffer pong, WebSocketConnection connection) {
        var inbound = connection.userData().get(INBOUND);
        if (inbound != null) {
            inbound.client().heard();
        }
    }

    @OnClose
    @NonBlocking
    public void closed(WebSocketConnection connection) {
        var inbound = connection.userData().get(INBOUND);
        if (inbound != null) {
            inbound.client().outbox().closed();
            hub.leave(inbound.client());
        }
    }

    /** A connection that breaks is no error of ours; whatever else ends here, the client reconnects and catches up. */
    @OnError
    @NonBlocking
    public void failed(Throwable cause, WebSocketConnection connection) {
        if (!(cause instanceof IOException || cause instanceof HttpClosedException)) {
            Log.warnf(cause, "Socket %s failed", connection.id());
        }
        var inbound = connection.userData().get(INBOUND);
        if (inbound != null) {
            hub.expel(inbound.client(), CloseCode.RESTARTING);
        } else {
            connection.close(CloseCode.RESTARTING.reason()).subscribe().with(closed -> {}, gone -> {});
        }
    }

    private void expel(Client client, CloseCode why) {
        if (why == CloseCode.NOT_ALLOWED) {
            rateLimiter.refused(RateLimit.SOCKET_FRAME);
        }
        hub.expel(client, why);
    }

    private void letIn(Client client) {
        try {
            connectionHandshake.letIn(client);
        } catch (RuntimeException | Error failed) {
            Log.warnf("Closing a socket, because reading its rooms failed: %s", failed);
            hub.expel(client, CloseCode.RESTARTING);
        }
    }

    private void take(JsonNode frame, InboundFrames inbound) {
        switch (ClientFrame.of(frame.path("type").asText())) {
            case PING -> inbound.client().outbox().offer(frameEncoder.frame(new Pong()));
            case TYPING -> typing(inbound, number(frame, "room"));
            case READ -> read(inbound.client(), number(frame, "room"), number(frame, "seq"));
        }
    }

    /** Passed on if they let others see it, and not more often than others can see it change. */
    private void typing(InboundFrames inbound, long room) {
        var client = inbound.client();
        if (!client.rooms().contains(room)) {
            throw ApiException.notFound(english -> "Room not found, or you are not a member of it.");
        }
        if (client.showsTyping() && !inbound.mayType(room)) {
            rateLimiter.refused(RateLimit.TYPING);
        } else if (client.showsTyping() && rateLimiter.tryTake(RateLimit.TYPING_ACCOUNT, client.account())) {
            hub.tellRoom(room, frameEncoder.frame(new Typing(room, client.username())), client.account());
        }
    }

    private void read(Client client, long room, long seq) {
        if (!rateLimiter.tryTake(RateLimit.READ_MARK, client.account())) {
            client.outbox()
                    .offer(frameEncoder.frame(new Failed("Too many read marks. Send the last one again later.")));
            return;
        }
        try {
            worker.execute(() -> markRead(client, room, seq));
        } catch (RejectedExecutionException busy) {
            client.outbox().offer(frameEncoder.frame(new Failed(NOT_STORED)));
        }
    }

    private void markRead(Client client, long room, long seq) {
        try {
            rooms.markRead(client.account(), room, seq);
        } catch (ApiException refused) {
            client.outbox().offer(frameEncoder.frame(new Failed(english(refused))));
        } catch (RuntimeException failed) {
            Log.warnf(failed, "Storing a read mark failed, room=%d", room);
            client.outbox().offer(frameEncoder.frame(new Failed(NOT_STORED)));
        }
    }

    private void refuse(InboundFrames inbound, String detail) {
        inbound.client().outbox().offer(frameEncoder.frame(new Failed(detail)));
        if (inbound.wasBroken()) {
            hub.expel(inbound.client(), CloseCode.NOT_ALLOWED);
        }
    }

    /** Frames are for programs. */
    private static String english(ApiException refused) {
        return refused.problem(Language.ENGLISH).detail();
    }

    private static long number(JsonNode frame, String field) {
        var value = frame.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw ApiException.badInput(field, english -> "is a whole number");
        }
        return value.longValue();
    }
}

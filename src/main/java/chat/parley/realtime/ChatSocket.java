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
import chat.parley.realtime.transport.CloseCode;
import chat.parley.realtime.transport.DeliveryMetrics;
import chat.parley.realtime.transport.FrameLimitHandler;
import chat.parley.realtime.transport.NettyTransport;
import chat.parley.realtime.transport.Outbox;
import chat.parley.room.RoomService;
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
class ChatSocket {

    private static final String READ_MARK_NOT_STORED = "The read mark could not be stored. Send it again.";
    private static final TypedKey<InboundFrames> INBOUND = new TypedKey<>("parley.inbound");

    private final Hub hub;
    private final DeliveryMetrics deliveryMetrics;
    private final ConnectionHandshake connectionHandshake;
    private final FrameEncoder frameEncoder;
    private final RateLimiter rateLimiter;
    private final RoomService rooms;
    private final ObjectMapper json;
    private final ManagedExecutor worker;
    private final HandshakeQueue openings;
    private final SecurityIdentity identity;
    private final long maxPendingBytes;

    ChatSocket(
            Hub hub,
            DeliveryMetrics deliveryMetrics,
            ConnectionHandshake connectionHandshake,
            FrameEncoder frameEncoder,
            RateLimiter rateLimiter,
            RoomService rooms,
            ObjectMapper json,
            ManagedExecutor worker,
            HandshakeQueue openings,
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

    /** Runs on the event loop: Quarkus queues all frames that arrive before this method ends, without a bound. */
    @OnOpen
    @NonBlocking
    public void onOpen(WebSocketConnection connection) {
        var client = new Client(
                AuthenticatedUser.of(identity),
                new Outbox(NettyTransport.create(connection, deliveryMetrics), maxPendingBytes));
        var limitHandler = NettyTransport.limitHandler(connection);
        // Without a handler on the channel, only the frames that reach this class are counted.
        var frames = limitHandler.isPresent() ? null : rateLimiter.newBucket(RateLimit.SOCKET_FRAME);
        connection
                .userData()
                .put(INBOUND, new InboundFrames(client, frames, () -> rateLimiter.newBucket(RateLimit.TYPING)));
        limitHandler.ifPresent(handler -> handler.setCloser(closeCode -> disconnect(client, closeCode)));
        openings.execute(client.account(), () -> startHandshake(client));
    }

    /** Runs on the event loop, so that frames are counted on arrival and a flood of them never queues. */
    @OnTextMessage
    @NonBlocking
    public void onTextMessage(String text, WebSocketConnection connection) {
        var inbound = connection.userData().get(INBOUND);
        if (inbound == null) {
            return;
        }
        inbound.client().recordActivity();
        if (text.length() > FrameLimitHandler.MAX_MESSAGE_BYTES) {
            disconnect(inbound.client(), CloseCode.FRAME_TOO_LARGE);
            return;
        }
        if (!inbound.tryConsumeFrame()) {
            disconnect(inbound.client(), CloseCode.NOT_ALLOWED);
            return;
        }
        try {
            handle(json.readTree(text), inbound);
            inbound.recordValid();
        } catch (JsonProcessingException | ApiException invalid) {
            reject(
                    inbound,
                    invalid instanceof ApiException exception
                            ? englishDetail(exception)
                            : "The frame is not valid JSON.");
        }
    }

    /** The protocol has text frames only. */
    @OnBinaryMessage
    @NonBlocking
    public void onBinaryMessage(Buffer bytes, WebSocketConnection connection) {
        var inbound = connection.userData().get(INBOUND);
        if (inbound != null && inbound.tryConsumeFrame()) {
            reject(inbound, "Send text frames only.");
        }
    }

    @OnPongMessage
    @NonBlocking
    public void onPong(Buffer pong, WebSocketConnection connection) {
        var inbound = connection.userData().get(INBOUND);
        if (inbound != null) {
            inbound.client().recordActivity();
        }
    }

    @OnClose
    @NonBlocking
    public void onClose(WebSocketConnection connection) {
        var inbound = connection.userData().get(INBOUND);
        if (inbound != null) {
            inbound.client().outbox().markClosed();
            hub.unregister(inbound.client());
        }
    }

    /** A broken connection is not logged, because it is not an error of the service. The client reconnects and catches up. */
    @OnError
    @NonBlocking
    public void onError(Throwable cause, WebSocketConnection connection) {
        if (!(cause instanceof IOException || cause instanceof HttpClosedException)) {
            Log.warnf(cause, "Socket %s failed", connection.id());
        }
        var inbound = connection.userData().get(INBOUND);
        if (inbound != null) {
            hub.disconnect(inbound.client(), CloseCode.RESTARTING);
        } else {
            connection.close(CloseCode.RESTARTING.reason()).subscribe().with(closed -> {}, failure -> {});
        }
    }

    private void disconnect(Client client, CloseCode closeCode) {
        if (closeCode == CloseCode.NOT_ALLOWED) {
            rateLimiter.recordRejection(RateLimit.SOCKET_FRAME);
        }
        hub.disconnect(client, closeCode);
    }

    private void startHandshake(Client client) {
        try {
            connectionHandshake.start(client);
        } catch (RuntimeException | Error failed) {
            Log.warnf("Closing a socket, because reading its rooms failed: %s", failed);
            hub.disconnect(client, CloseCode.RESTARTING);
        }
    }

    private void handle(JsonNode frame, InboundFrames inbound) {
        switch (ClientFrame.of(frame.path("type").asText())) {
            case PING -> inbound.client().outbox().enqueue(frameEncoder.frame(new Pong()));
            case TYPING -> typing(inbound, nonNegativeNumber(frame, "room"));
            case READ -> read(inbound.client(), nonNegativeNumber(frame, "room"), nonNegativeNumber(frame, "seq"));
        }
    }

    /** Publishes the event if the account shows it, at most as often as the rate limits allow. */
    private void typing(InboundFrames inbound, long room) {
        var client = inbound.client();
        if (!client.rooms().contains(room)) {
            throw ApiException.notFound(english -> "Room not found, or you are not a member of it.");
        }
        if (client.showsTyping() && !inbound.tryConsumeTyping(room)) {
            rateLimiter.recordRejection(RateLimit.TYPING);
        } else if (client.showsTyping() && rateLimiter.tryAcquire(RateLimit.TYPING_ACCOUNT, client.account())) {
            hub.sendToRoom(room, frameEncoder.frame(new Typing(room, client.username())), client.account());
        }
    }

    private void read(Client client, long room, long seq) {
        if (!rateLimiter.tryAcquire(RateLimit.READ_MARK, client.account())) {
            client.outbox()
                    .enqueue(frameEncoder.frame(new Failed("Too many read marks. Send the last one again later.")));
            return;
        }
        try {
            worker.execute(() -> markRead(client, room, seq));
        } catch (RejectedExecutionException rejected) {
            client.outbox().enqueue(frameEncoder.frame(new Failed(READ_MARK_NOT_STORED)));
        }
    }

    private void markRead(Client client, long room, long seq) {
        try {
            rooms.markRead(client.account(), room, seq);
        } catch (ApiException exception) {
            client.outbox().enqueue(frameEncoder.frame(new Failed(englishDetail(exception))));
        } catch (RuntimeException failed) {
            Log.warnf(failed, "Storing a read mark failed, room=%d", room);
            client.outbox().enqueue(frameEncoder.frame(new Failed(READ_MARK_NOT_STORED)));
        }
    }

    private void reject(InboundFrames inbound, String detail) {
        inbound.client().outbox().enqueue(frameEncoder.frame(new Failed(detail)));
        if (inbound.recordInvalid()) {
            hub.disconnect(inbound.client(), CloseCode.NOT_ALLOWED);
        }
    }

    /** Errors in frames are in English, because programs read them. */
    private static String englishDetail(ApiException exception) {
        return exception.problem(Language.ENGLISH).detail();
    }

    private static long nonNegativeNumber(JsonNode frame, String field) {
        var value = frame.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw ApiException.badInput(field, english -> "is a whole number");
        }
        return value.longValue();
    }
}

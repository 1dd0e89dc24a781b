package chat.parley.backplane;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;

/**
 * Binary format of a {@link BackplaneMessage}: sender (8 bytes), type (1), two numbers (8 each), payload (the rest).
 * During a rolling update, processes of two releases exchange messages, so a message that cannot be decoded is ignored.
 *
 * @param sender the id of the publishing process
 * @param message the message
 */
record MessageCodec(long sender, BackplaneMessage message) {

    private static final int HEADER_BYTES = 25;
    private static final byte ROOM_UPDATE = 1;
    private static final byte ROOM_BROADCAST = 2;
    private static final byte ACCOUNT_BROADCAST = 3;
    private static final byte CHANGE_NOTIFICATION = 4;
    private static final byte PRESENCE_SNAPSHOT = 5;
    private static final byte TRACE_HEADER = 6;
    /** The trace id, the span id and the trace flags. */
    private static final int TRACE_BYTES = TraceId.getLength() / 2 + SpanId.getLength() / 2 + 1;

    private static final byte[] NO_BYTES = {};

    /** Encodes the message. */
    byte[] encode() {
        if (message instanceof RoomUpdate update) {
            return pack(ROOM_UPDATE, update.room(), update.version(), update.bytes());
        } else if (message instanceof RoomBroadcast broadcast) {
            return pack(ROOM_BROADCAST, broadcast.room(), broadcast.excludedAccount(), broadcast.bytes());
        } else if (message instanceof AccountBroadcast broadcast) {
            return pack(ACCOUNT_BROADCAST, broadcast.account(), 0, broadcast.bytes());
        } else if (message instanceof ChangeNotification change) {
            return pack(CHANGE_NOTIFICATION, change.account(), change.id(), new byte[] {
                (byte) change.kind().ordinal()
            });
        } else if (message instanceof TraceHeader header) {
            return pack(TRACE_HEADER, header.room(), header.version(), encode(header.trace()));
        }
        var snapshot = (PresenceSnapshot) message;
        return pack(PRESENCE_SNAPSHOT, snapshot.processId(), 0, snapshot.accounts());
    }

    /** Decodes a message; empty if this release does not know its type or format. */
    static Optional<MessageCodec> decode(byte[] bytes) {
        if (bytes.length < HEADER_BYTES) {
            return Optional.empty();
        }
        var buffer = ByteBuffer.wrap(bytes);
        var sender = buffer.getLong();
        return message(buffer.get(), buffer.getLong(), buffer.getLong(), remaining(buffer))
                .map(message -> new MessageCodec(sender, message));
    }

    private byte[] pack(byte type, long first, long second, byte[] payload) {
        return ByteBuffer.allocate(HEADER_BYTES + payload.length)
                .putLong(sender)
                .put(type)
                .putLong(first)
                .putLong(second)
                .put(payload)
                .array();
    }

    private static Optional<BackplaneMessage> message(byte type, long first, long second, byte[] payload) {
        return switch (type) {
            case ROOM_UPDATE -> Optional.of(new RoomUpdate(first, second, payload));
            case ROOM_BROADCAST -> Optional.of(new RoomBroadcast(first, second, payload));
            case ACCOUNT_BROADCAST -> Optional.of(new AccountBroadcast(first, payload));
            case CHANGE_NOTIFICATION -> changeNotification(first, second, payload);
            case PRESENCE_SNAPSHOT -> Optional.of(new PresenceSnapshot(first, payload));
            case TRACE_HEADER ->
                payload.length == TRACE_BYTES
                        ? Optional.of(new TraceHeader(first, second, trace(payload)))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<BackplaneMessage> changeNotification(long account, long id, byte[] payload) {
        var kinds = ChangeNotification.Kind.values();
        return payload.length == 1 && payload[0] >= 0 && payload[0] < kinds.length
                ? Optional.of(new ChangeNotification(kinds[payload[0]], account, id))
                : Optional.empty();
    }

    private static byte[] encode(SpanContext trace) {
        return ByteBuffer.allocate(TRACE_BYTES)
                .put(trace.getTraceIdBytes())
                .put(trace.getSpanIdBytes())
                .put(trace.getTraceFlags().asByte())
                .array();
    }

    private static SpanContext trace(byte[] payload) {
        var hex = HexFormat.of().formatHex(payload);
        return SpanContext.createFromRemoteParent(
                hex.substring(0, TraceId.getLength()),
                hex.substring(TraceId.getLength(), TraceId.getLength() + SpanId.getLength()),
                TraceFlags.fromByte(payload[TRACE_BYTES - 1]),
                TraceState.getDefault());
    }

    private static byte[] remaining(ByteBuffer buffer) {
        if (!buffer.hasRemaining()) {
            return NO_BYTES;
        }
        var payload = new byte[buffer.remaining()];
        buffer.get(payload);
        return payload;
    }
}

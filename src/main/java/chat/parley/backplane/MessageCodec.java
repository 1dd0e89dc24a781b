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
 */
record MessageCodec(long sender, BackplaneMessage news) {

    private static final int HEADER_BYTES = 25;
    private static final byte HINT = 1;
    private static final byte TO_ROOM = 2;
    private static final byte TO_ACCOUNT = 3;
    private static final byte WORD = 4;
    private static final byte HERE = 5;
    private static final byte ORIGIN = 6;
    /** A trace's id, a span's, and whether it is sampled. */
    private static final int TRACE_BYTES = TraceId.getLength() / 2 + SpanId.getLength() / 2 + 1;

    private static final byte[] NOTHING = {};

    byte[] bytes() {
        if (news instanceof RoomUpdate hint) {
            return packed(HINT, hint.room(), hint.version(), hint.bytes());
        } else if (news instanceof RoomBroadcast frame) {
            return packed(TO_ROOM, frame.room(), frame.except(), frame.bytes());
        } else if (news instanceof AccountBroadcast frame) {
            return packed(TO_ACCOUNT, frame.account(), 0, frame.bytes());
        } else if (news instanceof ChangeNotification word) {
            return packed(WORD, word.account(), word.id(), new byte[] {
                (byte) word.of().ordinal()
            });
        } else if (news instanceof TraceHeader origin) {
            return packed(ORIGIN, origin.room(), origin.version(), written(origin.trace()));
        }
        var here = (PresenceSnapshot) news;
        return packed(HERE, here.process(), 0, here.people());
    }

    static Optional<MessageCodec> read(byte[] bytes) {
        if (bytes.length < HEADER_BYTES) {
            return Optional.empty();
        }
        var buffer = ByteBuffer.wrap(bytes);
        var sender = buffer.getLong();
        return news(buffer.get(), buffer.getLong(), buffer.getLong(), rest(buffer))
                .map(news -> new MessageCodec(sender, news));
    }

    private byte[] packed(byte kind, long one, long other, byte[] rest) {
        return ByteBuffer.allocate(HEADER_BYTES + rest.length)
                .putLong(sender)
                .put(kind)
                .putLong(one)
                .putLong(other)
                .put(rest)
                .array();
    }

    private static Optional<BackplaneMessage> news(byte kind, long one, long other, byte[] rest) {
        return switch (kind) {
            case HINT -> Optional.of(new RoomUpdate(one, other, rest));
            case TO_ROOM -> Optional.of(new RoomBroadcast(one, other, rest));
            case TO_ACCOUNT -> Optional.of(new AccountBroadcast(one, rest));
            case WORD -> word(one, other, rest);
            case HERE -> Optional.of(new PresenceSnapshot(one, rest));
            case ORIGIN ->
                rest.length == TRACE_BYTES ? Optional.of(new TraceHeader(one, other, trace(rest))) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<BackplaneMessage> word(long account, long id, byte[] rest) {
        var of = ChangeNotification.Of.values();
        return rest.length == 1 && rest[0] >= 0 && rest[0] < of.length
                ? Optional.of(new ChangeNotification(of[rest[0]], account, id))
                : Optional.empty();
    }

    private static byte[] written(SpanContext trace) {
        return ByteBuffer.allocate(TRACE_BYTES)
                .put(trace.getTraceIdBytes())
                .put(trace.getSpanIdBytes())
                .put(trace.getTraceFlags().asByte())
                .array();
    }

    private static SpanContext trace(byte[] rest) {
        var hex = HexFormat.of().formatHex(rest);
        return SpanContext.createFromRemoteParent(
                hex.substring(0, TraceId.getLength()),
                hex.substring(TraceId.getLength(), TraceId.getLength() + SpanId.getLength()),
                TraceFlags.fromByte(rest[TRACE_BYTES - 1]),
                TraceState.getDefault());
    }

    private static byte[] rest(ByteBuffer buffer) {
        if (!buffer.hasRemaining()) {
            return NOTHING;
        }
        var rest = new byte[buffer.remaining()];
        buffer.get(rest);
        return rest;
    }
}

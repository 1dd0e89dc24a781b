package chat.parley.backplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;

/** Processes of two releases can read each other's messages. */
class MessageCodecTest {

    static final SpanContext TRACE = SpanContext.create(
            "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", TraceFlags.getSampled(), TraceState.getDefault());

    /** The release without traces reads these bytes up to their end as the frame. */
    @Test
    void tracingDoesNotChangeTheBytesOfAnUpdate() {
        var hint = new RoomUpdate(5, 9, new byte[] {1, 2, 3});

        assertThat(new MessageCodec(1, hint.withTrace(TRACE)).encode())
                .isEqualTo(new MessageCodec(1, hint).encode())
                .containsExactly(0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 9, 1, 2, 3);
    }

    @Test
    void traceHeaderIsASeparateMessageThatOlderReleasesIgnore() {
        var bytes = new MessageCodec(1, new TraceHeader(5, 9, TRACE)).encode();

        assertThat(bytes[8]).isEqualTo((byte) 6);
        assertThat(MessageCodec.decode(bytes)).hasValueSatisfying(parcel -> {
            var origin = (TraceHeader) parcel.message();
            assertThat(origin.room()).isEqualTo(5);
            assertThat(origin.version()).isEqualTo(9);
            assertThat(origin.trace().getTraceId()).isEqualTo(TRACE.getTraceId());
            assertThat(origin.trace().getSpanId()).isEqualTo(TRACE.getSpanId());
            assertThat(origin.trace().isRemote()).isTrue();
        });
    }

    @Test
    void incompleteTraceIsIgnored() {
        var bytes = new MessageCodec(1, new TraceHeader(5, 9, TRACE)).encode();

        assertThat(MessageCodec.decode(Arrays.copyOf(bytes, bytes.length - 1))).isEmpty();
    }

    @Test
    void messageOfALaterReleaseIsIgnored() {
        var bytes = new MessageCodec(1, new RoomUpdate(5, 9, new byte[0])).encode();
        bytes[8] = 99;

        assertThat(MessageCodec.decode(bytes)).isEmpty();
    }
}

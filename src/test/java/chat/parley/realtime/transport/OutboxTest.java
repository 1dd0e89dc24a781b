package chat.parley.realtime.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutboxTest {

    private static final Frame TEN_BYTES = Frame.of("0123456789");

    private final FakeTransport wire = new FakeTransport();
    private final Outbox outbox = wire.outbox(100);

    @Test
    void writableNetworkSendsAtOnce() {
        for (var times = 0; times < 50; times++) {
            outbox.enqueue(TEN_BYTES);
            wire.flush();
        }

        assertThat(wire.frames()).hasSize(50);
        assertThat(outbox.pendingBytes()).isZero();
        assertThat(wire.closeCodes()).isEmpty();
    }

    @Test
    void closesTheSocketThatCannotKeepUp() {
        wire.stall();
        for (var times = 0; times < 10; times++) {
            outbox.enqueue(TEN_BYTES);
        }
        assertThat(wire.closeCodes()).as("a hundred bytes may wait").isEmpty();

        outbox.enqueue(TEN_BYTES);

        assertThat(wire.closeCodes()).containsExactly(CloseCode.TOO_SLOW);
    }

    @Test
    void firstFrameIsSentFirst() {
        var opening = new Outbox(wire, 100);
        opening.enqueue(TEN_BYTES);
        opening.enqueue(Frame.of("later"));
        assertThat(wire.frames()).isEmpty();

        opening.start(Frame.of("ready"));
        opening.enqueue(Frame.of("last"));

        assertThat(wire.frames()).containsExactly("ready", "0123456789", "later", "last");
        assertThat(opening.pendingBytes()).isZero();
    }

    @Test
    void queueBeforeTheFirstFrameIsBounded() {
        var opening = new Outbox(wire, 100);

        for (var times = 0; times < 11; times++) {
            opening.enqueue(TEN_BYTES);
        }

        assertThat(wire.closeCodes()).containsExactly(CloseCode.TOO_SLOW);
    }

    @Test
    void nothingIsWrittenAfterClose() {
        outbox.close(CloseCode.NOT_ALLOWED);

        outbox.enqueue(TEN_BYTES);
        outbox.close(CloseCode.TOO_SLOW);

        assertThat(wire.frames()).isEmpty();
        assertThat(wire.closeCodes()).as("the first reason counts").containsExactly(CloseCode.NOT_ALLOWED);
    }

    @Test
    void closedSocketQueuesNothing() {
        outbox.markClosed();

        outbox.enqueue(TEN_BYTES);
        outbox.markTooSlow();

        assertThat(wire.frames()).isEmpty();
        assertThat(wire.closeCodes()).isEmpty();
        assertThat(outbox.pendingBytes()).isZero();
    }

    @Test
    void stalledSocketQueuesNothing() {
        var opening = new Outbox(wire, 100);
        opening.enqueue(TEN_BYTES);

        opening.markTooSlow();
        opening.start(Frame.of("ready"));

        assertThat(wire.frames()).isEmpty();
        assertThat(opening.pendingBytes()).isZero();
    }

    @Test
    void framesUntilTheFlushAreSentTogether() {
        var opening = new Outbox(wire, 100);
        opening.enqueue(TEN_BYTES);
        opening.enqueue(TEN_BYTES);

        opening.start(Frame.of("ready"));

        assertThat(wire.flushes()).containsExactly(3);
    }

    @Test
    void largeMessagesAloneDoNotCloseASocket() {
        var reader = wire.outbox(256 * 1024);
        wire.stall();
        var large =
                "{\"type\":\"message\",\"room\":1,\"seq\":2,\"version\":3,\"message\":{\"seq\":2,\"body\":\"%s\",\"html\":\"x\",\"pinned\":false}}"
                        .formatted("x".repeat(30_000));
        for (var times = 0; times < 200; times++) {
            reader.enqueue(Frame.of(large), new TruncatedFrame(Frame.of(large)));
        }

        assertThat(wire.closeCodes()).isEmpty();
        assertThat(wire.frames())
                .hasSize(200)
                .startsWith(large, large, large, large)
                .endsWith(
                        "{\"type\":\"message\",\"room\":1,\"seq\":2,\"version\":3,\"message\":{\"seq\":2,\"body\":\"\",\"html\":\"\",\"pinned\":false,"
                                + "\"reactions\":[],\"attachments\":[]},\"truncated\":true}");
    }

    @Test
    void smallMessagesAreNeverTruncated() {
        wire.stall();
        for (var times = 0; times < 10; times++) {
            outbox.enqueue(TEN_BYTES, new TruncatedFrame(TEN_BYTES));
        }

        assertThat(wire.frames()).hasSize(10).containsOnly("0123456789");
    }

    @Test
    void largeFirstFrameIsSentInPiecesBeforeOthers() {
        var opening = new Outbox(wire, 100);
        var first = "ä".repeat(Frame.MAX_PIECE_BYTES);
        opening.enqueue(TEN_BYTES);
        opening.start(Frame.of(first));
        assertThat(wire.frames()).isEmpty();
        opening.enqueue(Frame.of("later"));
        assertThat(wire.frames()).as("the rest of it waits for the network").isEmpty();

        wire.acceptPiece();

        assertThat(wire.frames()).containsExactly(first, "0123456789", "later");
        assertThat(opening.pendingBytes()).isZero();
        assertThat(wire.closeCodes()).isEmpty();
    }

    @Test
    void queueBehindALargeFirstFrameIsBounded() {
        var opening = new Outbox(wire, 100);
        opening.start(Frame.of("x".repeat(2 * Frame.MAX_PIECE_BYTES)));
        wire.flush();

        for (var times = 0; times < 11; times++) {
            opening.enqueue(TEN_BYTES);
        }

        assertThat(wire.closeCodes()).containsExactly(CloseCode.TOO_SLOW);
        assertThat(opening.pendingBytes()).isZero();
    }
}

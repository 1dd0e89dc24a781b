package chat.parley.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutboxTest {

    private static final Frame TEN_BYTES = new Frame("0123456789", 10);

    private final FakeWire wire = new FakeWire();
    private final Outbox outbox = wire.outbox(100);

    @Test
    void whatTheNetworkTakesDoesNotWait() {
        for (var times = 0; times < 50; times++) {
            outbox.offer(TEN_BYTES);
        }

        assertThat(wire.heard()).hasSize(50);
        assertThat(outbox.waiting()).isZero();
        assertThat(wire.closes()).isEmpty();
    }

    @Test
    void closesTheSocketThatCannotKeepUp() {
        wire.stall();
        for (var times = 0; times < 10; times++) {
            outbox.offer(TEN_BYTES);
        }
        assertThat(wire.closes()).as("a hundred bytes may wait").isEmpty();

        outbox.offer(TEN_BYTES);

        assertThat(wire.closes()).containsExactly(Close.TOO_SLOW);
    }

    @Test
    void nothingGoesBeforeTheFirstFrame() {
        var opening = new Outbox(wire, 100);
        opening.offer(TEN_BYTES);
        opening.offer(new Frame("later", 5));
        assertThat(wire.heard()).isEmpty();

        opening.begin(new Frame("ready", 5));
        opening.offer(new Frame("last", 4));

        assertThat(wire.heard()).containsExactly("ready", "0123456789", "later", "last");
        assertThat(opening.waiting()).isZero();
    }

    @Test
    void whatWaitsForTheFirstFrameHasABoundToo() {
        var opening = new Outbox(wire, 100);

        for (var times = 0; times < 11; times++) {
            opening.offer(TEN_BYTES);
        }

        assertThat(wire.closes()).containsExactly(Close.TOO_SLOW);
    }

    @Test
    void nothingIsWrittenAfterTheEnd() {
        outbox.close(Close.NOT_ALLOWED);

        outbox.offer(TEN_BYTES);
        outbox.close(Close.TOO_SLOW);

        assertThat(wire.heard()).isEmpty();
        assertThat(wire.closes()).as("the first reason counts").containsExactly(Close.NOT_ALLOWED);
    }

    @Test
    void aBrokenConnectionTakesNoMore() {
        wire.breakOff();
        outbox.offer(TEN_BYTES);
        assertThat(wire.heard()).isEmpty();

        outbox.offer(TEN_BYTES);

        assertThat(outbox.waiting()).as("only the first was tried").isEqualTo(10);
    }
}

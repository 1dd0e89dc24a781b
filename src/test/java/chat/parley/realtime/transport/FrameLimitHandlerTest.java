package chat.parley.realtime.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.bucket4j.Bucket;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;

/** Timeouts on a channel whose clock the test controls. {@code PingFloodIT} floods real sockets. */
class FrameLimitHandlerTest {

    private static final int MORE_THAN_THE_NETWORK_TAKES = 100_000;

    private final FrameLimitHandler handler = new FrameLimitHandler(bucket(5));
    private final EmbeddedChannel channel = new EmbeddedChannel(handler);
    private final List<CloseCode> expelled = new ArrayList<>();

    @BeforeEach
    void freeze() {
        channel.freezeTime();
        handler.setCloser(expelled::add);
    }

    @AfterEach
    void release() {
        channel.finishAndReleaseAll();
    }

    @Test
    void stalledConnectionIsClosedAndThenCut() {
        stall();
        pass(2 * FrameLimitHandler.STALL_TIMEOUT_SECONDS);
        assertThat(expelled).containsExactly(CloseCode.TOO_SLOW);
        assertThat(channel.isOpen()).isTrue();

        pass(FrameLimitHandler.CLOSE_TIMEOUT_SECONDS);

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void recoveredConnectionStaysOpen() {
        stall();
        pass(FrameLimitHandler.STALL_TIMEOUT_SECONDS - 1);
        channel.flush();

        pass(3 * FrameLimitHandler.STALL_TIMEOUT_SECONDS);

        assertThat(expelled).isEmpty();
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void pingsArePassedOnlyWhileTheNetworkIsWritable() {
        channel.writeInbound(new PingWebSocketFrame());
        stall();

        channel.writeInbound(new PingWebSocketFrame());

        assertThat(channel.inboundMessages()).hasSize(1);
        channel.flush();
        channel.writeInbound(new PingWebSocketFrame());
        assertThat(channel.inboundMessages()).hasSize(2);
    }

    @Test
    void framesBeforeTheSocketIsKnownAreLimited() {
        var early = new EmbeddedChannel(new FrameLimitHandler(bucket(1)));

        early.writeInbound(new PingWebSocketFrame(), new PingWebSocketFrame(), new PingWebSocketFrame());

        assertThat(early.inboundMessages()).hasSize(1);
        assertThat(early.<CloseWebSocketFrame>readOutbound().statusCode()).isEqualTo(CloseCode.NOT_ALLOWED.code());
        handler(early).setCloser(expelled::add);
        assertThat(expelled).containsExactly(CloseCode.NOT_ALLOWED);
        early.finishAndReleaseAll();
    }

    @Test
    void framesAfterTheDecisionToCloseAreDiscarded() {
        handler.startClosing();

        channel.writeInbound(new TextWebSocketFrame("{}"), new PingWebSocketFrame());

        assertThat(channel.inboundMessages()).isEmpty();
        channel.writeInbound(new CloseWebSocketFrame());
        assertThat(channel.inboundMessages())
                .as("the answer to our close frame")
                .hasSize(1);
    }

    @Test
    void peerThatClosesEarlyIsNotExpelled() {
        var early = new EmbeddedChannel(new FrameLimitHandler(bucket(5)));

        early.writeInbound(new CloseWebSocketFrame());
        handler(early).setCloser(expelled::add);

        assertThat(expelled).isEmpty();
        early.finishAndReleaseAll();
    }

    private static FrameLimitHandler handler(EmbeddedChannel channel) {
        return channel.pipeline().get(FrameLimitHandler.class);
    }

    private void stall() {
        channel.write(Unpooled.buffer(MORE_THAN_THE_NETWORK_TAKES).writeZero(MORE_THAN_THE_NETWORK_TAKES));
        assertThat(channel.isWritable()).isFalse();
    }

    private void pass(long seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }

    private static Bucket bucket(int frames) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(frames).refillGreedy(1, Duration.ofHours(1)))
                .build();
    }
}

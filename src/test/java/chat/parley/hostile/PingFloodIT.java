package chat.parley.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import chat.parley.Concurrently;
import chat.parley.TestUser;
import chat.parley.ops.ServiceProcess;
import io.restassured.RestAssured;

/** Sockets that exceed the frame limit with each kind of frame, to a process with little memory. */
@Tag("own-processes")
class PingFloodIT {

    private static final int FLOODING_SOCKETS = 6;
    private static final Duration FLOOD_DURATION = Duration.ofSeconds(8);
    /** The service closes the TCP connection 5 s after its close frame; the rest is tolerance for a busy machine. */
    private static final Duration CUT_TIMEOUT = Duration.ofSeconds(15);

    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(5);
    private static final byte[] PINGS = RawSocket.repeat(600, RawSocket.frame(RawSocket.PING, true, 100));

    @TempDir
    static Path folder;

    private static ServiceProcess service;

    @BeforeAll
    static void start() {
        service = ServiceProcess.start(Map.of("PARLEY_DATA_DIR", folder.toString()), "-Xmx256m");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void unreadPongsTakeNoMemoryAndOthersAreServed() {
        var mira = TestUser.create("mira");
        var room = mira.createRoom("private");
        var until = Instant.now().plus(FLOOD_DURATION);
        var cut = new AtomicInteger();
        var floods = IntStream.range(0, FLOODING_SOCKETS)
                .mapToObj(number -> {
                    var flooding = TestUser.create("flood");
                    return Concurrently.runAsync(() -> flood(flooding, until, cut));
                })
                .toList();

        try (var receiver = mira.openSocket()) {
            await().atMost(FLOOD_DURATION.plus(CUT_TIMEOUT))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> {
                        var before = Instant.now();
                        mira.post(room, "still there?");
                        receiver.receiveMessages(room, 1);
                        assertThat(RestAssured.get("/q/health/live").statusCode())
                                .isEqualTo(200);
                        assertThat(Duration.between(before, Instant.now())).isLessThan(RESPONSE_TIMEOUT);
                        return floods.stream().allMatch(CompletableFuture::isDone);
                    });
        }

        floods.forEach(CompletableFuture::join);
        assertThat(cut).hasValueGreaterThanOrEqualTo(FLOODING_SOCKETS);
        assertThat(service.output()).doesNotContain("OutOfMemoryError");
    }

    /** Opens another socket whenever the service closes one. */
    private static void flood(TestUser person, Instant until, AtomicInteger cut) {
        while (Instant.now().isBefore(until)) {
            try (var socket = RawSocket.open(person)) {
                assertThat(socket.isClosedWithin(CUT_TIMEOUT, PINGS))
                        .as("the connection is cut")
                        .isTrue();
                cut.incrementAndGet();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"text, 1", "binary, 2", "ping, 9", "pong, 10"})
    void everyKindOfFrameCountsTowardsTheLimit(String kind, int opcode) {
        try (var socket = RawSocket.open(TestUser.create("mira"))) {
            socket.send(RawSocket.repeat(40, RawSocket.frame(opcode, true, opcode == RawSocket.TEXT ? 0 : 10)));

            assertThat(socket.closeCode()).as(kind).isEqualTo(1008);
        }
    }

    @Test
    void emptyFragmentsCount() {
        try (var socket = RawSocket.open(TestUser.create("mira"))) {
            socket.send(RawSocket.frame(RawSocket.TEXT, false, 0));
            socket.send(RawSocket.repeat(40, RawSocket.frame(RawSocket.CONTINUATION, false, 0)));

            assertThat(socket.closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void framesAfterACloseFrameAreDiscarded() {
        try (var socket = RawSocket.open(TestUser.create("mira"))) {
            socket.send(RawSocket.frame(RawSocket.CLOSE, true, 0));

            assertThat(socket.isClosedWithin(CUT_TIMEOUT, PINGS)).isTrue();
        }
    }

    @Test
    void tooLargeFrameClosesWithACode() {
        try (var socket = RawSocket.open(TestUser.create("mira"))) {
            socket.send(RawSocket.frame(RawSocket.TEXT, true, 5_000));
            assertThat(socket.closeCode()).isEqualTo(1009);
        }
        try (var socket = RawSocket.open(TestUser.create("mira"))) {
            socket.send(new byte[] {(byte) 0x81, (byte) 0xFF, 0, 0, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0});
            socket.send(new byte[100_000]);
            assertThat(socket.closeCode()).as("one of a megabyte").isEqualTo(1009);
        }
        try (var socket = RawSocket.open(TestUser.create("mira"))) {
            socket.send(RawSocket.frame(RawSocket.TEXT, false, 3_000));
            socket.send(RawSocket.frame(RawSocket.CONTINUATION, true, 3_000));
            assertThat(socket.closeCode()).as("one of two fragments").isEqualTo(1009);
        }
    }

    @Test
    void invalidFrameClosesWithACode() {
        try (var socket = RawSocket.open(TestUser.create("mira"))) {
            socket.send(new byte[] {(byte) 0x81, 2, '{', '}'});
            assertThat(socket.closeCode()).as("not masked").isEqualTo(1002);
        }
        assertThat(service.output()).doesNotContain("Corrupted");
    }
}

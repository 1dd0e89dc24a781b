package chat.parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import chat.parley.Concurrently;
import chat.parley.TestUser;
import chat.parley.realtime.transport.CloseCode;
import chat.parley.realtime.transport.FrameLimitHandler;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;

/** Stalled readers neither affect other clients nor use up memory. */
@QuarkusTest
class StalledReadersTest {

    private static final int STALLED_READERS = 50;
    private static final int WRITERS = 4;
    /** An upper bound: the network first buffers some 700 messages of each socket. */
    private static final Duration LOAD_TIMEOUT = Duration.ofMinutes(2);
    /** A frame of just below 4 KB: 70 of them fill the queue of a socket. Larger messages would be sent in a short form. */
    private static final String BODY = "word ".repeat(340);

    private static final int PONG_SECONDS = 5;
    /** Two checks of a connection that accepts no data, plus tolerance for a busy machine. */
    private static final Duration STALL_TIMEOUT = Duration.ofSeconds(3 * FrameLimitHandler.STALL_TIMEOUT_SECONDS);

    private static final Duration CUT_TIMEOUT = Duration.ofSeconds(3 * FrameLimitHandler.CLOSE_TIMEOUT_SECONDS);
    /** The memory that classes, caches and the test itself may use; the queues of the stalled sockets may have 50 times 256 KB. */
    private static final long MAX_OTHER_HEAP_BYTES = 10_000_000;

    @Inject
    MeterRegistry metrics;

    @Test
    void stalledSocketsAreClosedOthersContinueAndMemoryStaysFlat() {
        var mira = TestUser.create("mira");
        var room = mira.createRoom("private");
        mira.post(room, 20);
        var closedBefore = closedAsTooSlow();
        var heapBefore = usedHeapBytes();

        var stalled = new CopyOnWriteArrayList<StalledReader>();
        var pongs = Executors.newSingleThreadScheduledExecutor();
        // The sockets do not read but send pongs: the service closes idle sockets with another code.
        pongs.scheduleWithFixedDelay(() -> stalled.forEach(StalledReader::isCut), 1, PONG_SECONDS, TimeUnit.SECONDS);
        IntStream.range(0, STALLED_READERS).forEach(number -> stalled.add(StalledReader.of(mira)));
        try (var tom = mira.signInAgain().openSocket()) {
            var posted = postUntil(mira, room, () -> closedAsTooSlow() - closedBefore >= STALLED_READERS);

            await().atMost(STALL_TIMEOUT).until(() -> closedAsTooSlow() - closedBefore == STALLED_READERS);
            for (var next = 21; next <= 20 + posted; next++) {
                assertThat(tom.receiveMessages(room, 1).get(0).getLong("seq")).isEqualTo(next);
            }
            await().atMost(CUT_TIMEOUT)
                    .untilAsserted(() -> assertThat(stalled)
                            .allMatch(StalledReader::isCut, "cut, though it has not read that it is closed"));
        } finally {
            pongs.shutdownNow();
            stalled.forEach(StalledReader::close);
        }

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(usedHeapBytes()).isLessThan(heapBefore + MAX_OTHER_HEAP_BYTES));
    }

    /** Posts from a few threads until the condition holds; returns the number of messages. */
    private static int postUntil(TestUser person, long room, BooleanSupplier enough) {
        var posted = new AtomicInteger();
        var until = Instant.now().plus(LOAD_TIMEOUT);
        List<CompletableFuture<Integer>> writers = IntStream.range(0, WRITERS)
                .mapToObj(number -> Concurrently.supplyAsync(() -> {
                    while (!enough.getAsBoolean() && Instant.now().isBefore(until)) {
                        person.post(room, BODY);
                        posted.incrementAndGet();
                    }
                    return number;
                }))
                .toList();
        writers.forEach(CompletableFuture::join);
        return posted.get();
    }

    private double closedAsTooSlow() {
        return metrics.counter("parley.realtime.disconnects", "code", String.valueOf(CloseCode.TOO_SLOW.code()))
                .count();
    }

    private static long usedHeapBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}

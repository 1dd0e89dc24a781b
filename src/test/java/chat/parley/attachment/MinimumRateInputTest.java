package chat.parley.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import chat.parley.problem.ApiException;

class MinimumRateInputTest {

    private final AtomicLong now = new AtomicLong();

    @Test
    void fastUploadIsNotAborted() throws IOException {
        var body = new MinimumRateInput(arriving(8 * 1024), 10_000_000, now::get);

        for (var second = 0; second < 600; second++) {
            assertThat(body.read(new byte[8 * 1024])).isPositive();
        }
    }

    @Test
    void slowUploadIsAborted() {
        var body = new MinimumRateInput(arriving(1), 1_000, now::get);

        var refusal = catchThrowableOfType(ApiException.class, body::readAllBytes);

        assertThat(refusal.status()).isEqualTo(408);
        assertThat(TimeUnit.NANOSECONDS.toSeconds(now.get())).isEqualTo(21);
    }

    @Test
    void processingTimeDoesNotCount() throws IOException {
        var body = new MinimumRateInput(new ByteArrayInputStream(new byte[1_000]), 1_000, now::get);

        for (var read = 0; read < 1_000; read++) {
            assertThat(body.read()).isNotNegative();
            now.addAndGet(TimeUnit.SECONDS.toNanos(1));
        }
    }

    @Test
    void endlessUploadIsRejected() {
        var body = new MinimumRateInput(new ByteArrayInputStream(new byte[1_001]), 1_000, now::get);

        assertThat(catchThrowableOfType(ApiException.class, body::readAllBytes).status())
                .isEqualTo(413);
    }

    @Test
    void blockedReadIsInterrupted() throws Exception {
        var begun = new CountDownLatch(1);
        var body = new MinimumRateInput(
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        begun.countDown();
                        try {
                            new CountDownLatch(1).await();
                            return -1;
                        } catch (InterruptedException stopped) {
                            throw new InterruptedIOException();
                        }
                    }
                },
                1_000,
                now::get);
        var reader = CompletableFuture.supplyAsync(() -> {
            var status = catchThrowableOfType(ApiException.class, body::read).status();
            return Thread.currentThread().isInterrupted() ? 0 : status;
        });
        begun.await();

        body.abort();

        await().untilAsserted(() -> assertThat(reader).isCompletedWithValue(408));
        assertThat(catchThrowableOfType(ApiException.class, body::read).status())
                .isEqualTo(408);
    }

    /** A stream that delivers this many bytes a second. */
    private InputStream arriving(int bytesPerSecond) {
        return new InputStream() {
            @Override
            public int read() {
                now.addAndGet(TimeUnit.SECONDS.toNanos(1));
                return 0;
            }

            @Override
            public int read(byte[] to, int at, int length) {
                now.addAndGet(TimeUnit.SECONDS.toNanos(1));
                return Math.min(length, bytesPerSecond);
            }
        };
    }
}

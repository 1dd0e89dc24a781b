package chat.parley.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import chat.parley.Refusal;

class PacedInputTest {

    private final AtomicLong now = new AtomicLong();

    @Test
    void whatKeepsComingIsWaitedFor() throws IOException {
        var body = body(1_000_000, 1_000_000);

        for (var second = 0; second < 60; second++) {
            assertThat(body.readNBytes(10 * 1024)).isNotEmpty();
            now.addAndGet(TimeUnit.SECONDS.toNanos(1));
        }
    }

    @Test
    void whatComesAByteAtATimeIsNot() throws IOException {
        var body = body(1_000, 1_000);
        for (var second = 0; second <= 30; second++) {
            assertThat(body.read()).isNotNegative();
            now.addAndGet(TimeUnit.SECONDS.toNanos(1));
        }

        var refusal = catchThrowableOfType(Refusal.class, body::read);

        assertThat(refusal.status()).isEqualTo(408);
    }

    @Test
    void whatDoesNotEndIsRefused() {
        var refusal = catchThrowableOfType(Refusal.class, () -> body(1_001, 1_000).readAllBytes());

        assertThat(refusal.status()).isEqualTo(413);
    }

    private PacedInput body(int size, long most) {
        return new PacedInput(new ByteArrayInputStream(new byte[size]), most, now::get);
    }
}

package chat.parley.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import chat.parley.Concurrently;
import chat.parley.TestUser;
import chat.parley.ops.ServiceProcess;
import chat.parley.ratelimit.RateLimit;
import io.quarkus.logging.Log;

/** One address signs up as often as it can, with passwords whose strength takes long to estimate. Other users sign in at the same time. */
@Tag("own-processes")
class SignUpFloodIT {

    private static final int THREADS = 40;
    private static final int SIGN_UPS_OF_A_THREAD = 10;
    private static final int SIGN_INS = 10;
    /** Without a separate queue for sign-ups, a sign-in took up to 6 s, and most were rejected. */
    private static final Duration LONGEST_SIGN_IN = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    @Test
    void signInWorksDuringAFloodOfSignUps() {
        try (var service = ServiceProcess.start(Map.of("PARLEY_DATA_DIR", folder.toString()))) {
            var mira = TestUser.create("mira");
            var flooding = new AtomicBoolean(true);
            var made = new AtomicInteger();
            var flood = IntStream.range(0, THREADS)
                    .mapToObj(thread -> Concurrently.supplyAsync(() -> flood(flooding, made)))
                    .toList();
            var took = new ArrayList<Duration>();
            try {
                for (var number = 0; number < SIGN_INS; number++) {
                    var begun = System.nanoTime();
                    assertThat(TestUser.postLogin(mira.username(), TestUser.PASSWORD)
                                    .header("Location"))
                            .isEqualTo("/");
                    took.add(Duration.ofNanos(System.nanoTime() - begun));
                }
            } finally {
                flooding.set(false);
            }
            Log.infof("Sign-ins during the flood took %s", took);
            assertThat(flood)
                    .allSatisfy(thread ->
                            assertThat(thread.join()).as("server errors").isZero());
            assertThat(took).allSatisfy(duration -> assertThat(duration).isLessThan(LONGEST_SIGN_IN));
            assertThat(made.get())
                    .as("sign-ups that were let through")
                    .isLessThanOrEqualTo(RateLimit.SIGN_UP.burst() + 10);
            service.kill();
        }
    }

    /** @return the number of 5xx responses */
    private static int flood(AtomicBoolean flooding, AtomicInteger made) {
        var failed = 0;
        for (var number = 0; flooding.get() && number < SIGN_UPS_OF_A_THREAD; number++) {
            var status = TestUser.signUp(Map.of("username", TestUser.unique("flood"), "password", "l|I1!i|1".repeat(8)))
                    .statusCode();
            made.addAndGet(status == 201 ? 1 : 0);
            failed += status >= 500 ? 1 : 0;
        }
        return failed;
    }
}

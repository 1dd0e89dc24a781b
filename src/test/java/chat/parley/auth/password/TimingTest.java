package chat.parley.auth.password;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import chat.parley.TestUser;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;

/** The response time does not reveal whether an account exists. Hashes are cheap in tests, so any other difference would be easier to measure. The test compares how often a known name takes longer than an unknown one (Mann and Whitney, 1947): half of the time if both take equally long, with a standard deviation of 0.03 for 200 samples each. */
@QuarkusTest
class TimingTest {

    private static final int SAMPLES = 200;
    private static final int WARM_UP = 50;
    /** Five standard deviations. */
    private static final double MAX_DEVIATION = 0.15;

    private TestUser mira;

    @BeforeEach
    void createUserWithEmail() {
        mira = TestUser.create("mira");
        mira.requestWith(Map.of("email", mira.username() + "@example.org", "password", TestUser.PASSWORD))
                .patch("/api/me")
                .then()
                .statusCode(200);
    }

    @Test
    void knownAndUnknownUsernameTakeTheSameTime() {
        assertSameTiming(() -> signIn(mira.username()), () -> signIn("nobody-of-this-name"));
    }

    @Test
    void knownAndUnknownAddressTakeTheSameTime() {
        assertSameTiming(
                () -> requestReset(mira.username() + "@example.org"),
                () -> requestReset("nobody-of-this-name@example.org"));
    }

    @Test
    void comparisonDetectsADifference() {
        assertThat(overlap(measureTimes(
                        () -> signIn(mira.username()),
                        () -> given().get("/q/health/live").then().statusCode(200))))
                .as("what is not alike")
                .isGreaterThan(0.5 + MAX_DEVIATION);
    }

    private static void assertSameTiming(Runnable known, Runnable unknown) {
        assertThat(overlap(measureTimes(known, unknown))).isBetween(0.5 - MAX_DEVIATION, 0.5 + MAX_DEVIATION);
    }

    /** In random order, so that other load affects both alike. */
    private static List<List<Long>> measureTimes(Runnable known, Runnable unknown) {
        var order = new ArrayList<Integer>();
        for (var sample = 0; sample < SAMPLES; sample++) {
            order.addAll(List.of(0, 1));
        }
        Collections.shuffle(order, new Random(7));
        for (var warm = 0; warm < WARM_UP; warm++) {
            known.run();
            unknown.run();
        }
        List<List<Long>> times = List.of(new ArrayList<>(), new ArrayList<>());
        for (var which : order) {
            var begun = System.nanoTime();
            (which == 0 ? known : unknown).run();
            times.get(which).add(System.nanoTime() - begun);
        }
        return times;
    }

    private static double overlap(List<List<Long>> times) {
        var longer = times.get(0).stream()
                .mapToLong(known ->
                        times.get(1).stream().filter(unknown -> known > unknown).count())
                .sum();
        return longer / (double) (SAMPLES * SAMPLES);
    }

    private static void signIn(String username) {
        TestUser.postLogin(username, "not the password").then().statusCode(303);
    }

    private static void requestReset(String email) {
        given().contentType(ContentType.JSON)
                .body(Map.of("email", email))
                .post("/api/password-resets")
                .then()
                .statusCode(202);
    }
}

package chat.parley.auth.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import chat.parley.RateLimitsProfile;
import chat.parley.TestUser;
import chat.parley.problem.Problem;
import chat.parley.ratelimit.RateLimit;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;

/** Limits on password attempts. */
@QuarkusTest
@TestProfile(RateLimitsProfile.class)
class PasswordRateLimitTest {

    @Test
    void tooManyFailuresRejectEvenTheCorrectPassword() {
        var mira = TestUser.create("mira");
        guessPassword(mira, RateLimit.SIGN_IN_FAILURE.burst());

        assertRejected(TestUser.postLogin(mira.username(), TestUser.PASSWORD));
        assertRejected(TestUser.postLogin(mira.username().toUpperCase(), TestUser.PASSWORD));
    }

    @Test
    void otherAccountsSignInMeanwhile() {
        var mira = TestUser.create("mira");
        var tom = TestUser.create("tom");
        guessPassword(mira, RateLimit.SIGN_IN_FAILURE.burst());

        assertRejected(TestUser.postLogin(mira.username(), TestUser.PASSWORD));
        TestUser.postLogin(tom.username(), TestUser.PASSWORD)
                .then()
                .statusCode(303)
                .header("Location", equalTo("/"));
    }

    @Test
    void nineFailuresAreAllowed() {
        var mira = TestUser.create("mira");

        guessPassword(mira, RateLimit.SIGN_IN_FAILURE.burst() - 1);

        TestUser.postLogin(mira.username(), TestUser.PASSWORD)
                .then()
                .statusCode(303)
                .header("Location", equalTo("/"));
    }

    @Test
    void stolenSessionCannotGuessThePassword() {
        var mira = TestUser.create("mira");
        for (var guess = 0; guess < RateLimit.SIGN_IN_FAILURE.burst(); guess++) {
            changePassword(mira, "guess number " + guess).then().statusCode(400);
        }

        assertRejected(changePassword(mira, TestUser.PASSWORD));
    }

    @Test
    void newPasswordsAreLimitedBeforeTheirCheck() {
        var mira = TestUser.create("mira");
        for (var attempt = 0; attempt < RateLimit.NEW_PASSWORD.burst(); attempt++) {
            tryWeakPassword(mira).then().statusCode(400);
        }

        var refused = IntStream.range(0, 10)
                .mapToObj(more -> tryWeakPassword(mira))
                .filter(response -> response.statusCode() == 429)
                .findFirst()
                .orElseThrow();
        assertThat(Integer.parseInt(refused.header("Retry-After")))
                .isBetween(1, (int) RateLimit.NEW_PASSWORD.refillInterval().toSeconds());
    }

    @Test
    void avatarsCountAsUploads() {
        var mira = TestUser.create("mira");
        for (var sent = 0; sent < RateLimit.UPLOAD.burst(); sent++) {
            mira.setAvatar(new byte[0]).then().statusCode(400);
        }

        assertRejected(IntStream.range(0, 10)
                .mapToObj(more -> mira.setAvatar(new byte[0]))
                .filter(response -> response.statusCode() == 429)
                .findFirst()
                .orElseThrow());
    }

    private static void guessPassword(TestUser user, int times) {
        for (var guess = 0; guess < times; guess++) {
            TestUser.postLogin(user.username(), "guess number " + guess)
                    .then()
                    .statusCode(303)
                    .header("Location", equalTo("/login?error"));
        }
    }

    private static Response tryWeakPassword(TestUser person) {
        return person.requestWith(Map.of("current", TestUser.PASSWORD, "replacement", "password"))
                .put("/api/me/password");
    }

    private static Response changePassword(TestUser person, String current) {
        return person.requestWith(Map.of("current", current, "replacement", "wrong donkey engine"))
                .put("/api/me/password");
    }

    private static void assertRejected(Response response) {
        response.then().statusCode(429).contentType(Problem.MEDIA_TYPE).body("status", equalTo(429));
        assertThat(response.cookies()).isEmpty();
        assertThat(Integer.parseInt(response.header("Retry-After")))
                .isBetween(1, (int) RateLimit.SIGN_IN_FAILURE.refillInterval().toSeconds());
    }
}

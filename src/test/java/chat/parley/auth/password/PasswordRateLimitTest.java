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
        var mira = TestUser.called("mira");
        guesses(mira, RateLimit.SIGN_IN_FAILURE.burst());

        isRefused(TestUser.signIn(mira.username(), TestUser.PASSWORD));
        isRefused(TestUser.signIn(mira.username().toUpperCase(), TestUser.PASSWORD));
    }

    @Test
    void otherAccountsSignInMeanwhile() {
        var mira = TestUser.called("mira");
        var tom = TestUser.called("tom");
        guesses(mira, RateLimit.SIGN_IN_FAILURE.burst());

        isRefused(TestUser.signIn(mira.username(), TestUser.PASSWORD));
        TestUser.signIn(tom.username(), TestUser.PASSWORD)
                .then()
                .statusCode(303)
                .header("Location", equalTo("/"));
    }

    @Test
    void nineFailuresAreAllowed() {
        var mira = TestUser.called("mira");

        guesses(mira, RateLimit.SIGN_IN_FAILURE.burst() - 1);

        TestUser.signIn(mira.username(), TestUser.PASSWORD)
                .then()
                .statusCode(303)
                .header("Location", equalTo("/"));
    }

    @Test
    void stolenSessionCannotGuessThePassword() {
        var mira = TestUser.called("mira");
        for (var guess = 0; guess < RateLimit.SIGN_IN_FAILURE.burst(); guess++) {
            changesPassword(mira, "guess number " + guess).then().statusCode(400);
        }

        isRefused(changesPassword(mira, TestUser.PASSWORD));
    }

    @Test
    void newPasswordsAreLimitedBeforeTheirCheck() {
        var mira = TestUser.called("mira");
        for (var attempt = 0; attempt < RateLimit.NEW_PASSWORD.burst(); attempt++) {
            weakPassword(mira).then().statusCode(400);
        }

        var refused = IntStream.range(0, 10)
                .mapToObj(more -> weakPassword(mira))
                .filter(answer -> answer.statusCode() == 429)
                .findFirst()
                .orElseThrow();
        assertThat(Integer.parseInt(refused.header("Retry-After")))
                .isBetween(1, (int) RateLimit.NEW_PASSWORD.refillInterval().toSeconds());
    }

    @Test
    void avatarsCountAsUploads() {
        var mira = TestUser.called("mira");
        for (var sent = 0; sent < RateLimit.UPLOAD.burst(); sent++) {
            mira.setsAvatar(new byte[0]).then().statusCode(400);
        }

        isRefused(IntStream.range(0, 10)
                .mapToObj(more -> mira.setsAvatar(new byte[0]))
                .filter(answer -> answer.statusCode() == 429)
                .findFirst()
                .orElseThrow());
    }

    private static void guesses(TestUser whose, int times) {
        for (var guess = 0; guess < times; guess++) {
            TestUser.signIn(whose.username(), "guess number " + guess)
                    .then()
                    .statusCode(303)
                    .header("Location", equalTo("/login?error"));
        }
    }

    private static Response weakPassword(TestUser person) {
        return person.sends(Map.of("current", TestUser.PASSWORD, "replacement", "password"))
                .put("/api/me/password");
    }

    private static Response changesPassword(TestUser person, String current) {
        return person.sends(Map.of("current", current, "replacement", "wrong donkey engine"))
                .put("/api/me/password");
    }

    private static void isRefused(Response answer) {
        answer.then().statusCode(429).contentType(Problem.MEDIA_TYPE).body("status", equalTo(429));
        assertThat(answer.cookies()).isEmpty();
        assertThat(Integer.parseInt(answer.header("Retry-After")))
                .isBetween(1, (int) RateLimit.SIGN_IN_FAILURE.refillInterval().toSeconds());
    }
}

package chat.parley.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;

import chat.parley.RateLimitsProfile;
import chat.parley.TestUser;
import chat.parley.ratelimit.RateLimit;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;

/** Forwarding headers of clients that are not the trusted proxy are ignored. */
@QuarkusTest
@TestProfile(RateLimitsProfile.class)
class UntrustedProxyTest {

    @Test
    void forwardedAddressIsIgnored() {
        var mira = TestUser.unique("mira");
        TestUser.signUp(Map.of("username", mira, "password", TestUser.PASSWORD))
                .then()
                .statusCode(201);
        for (var guess = 0; guess < RateLimit.SIGN_IN_FAILURE.burst(); guess++) {
            signIn(mira, "203.0.113." + guess, "guess").then().statusCode(303);
        }

        signIn(mira, "203.0.113.250", TestUser.PASSWORD).then().statusCode(429);
    }

    @Test
    void forwardedSchemeIsIgnored() {
        var mira = TestUser.unique("mira");
        TestUser.signUp(Map.of("username", mira, "password", TestUser.PASSWORD))
                .then()
                .statusCode(201);

        assertThat(signIn(mira, "203.0.113.1", TestUser.PASSWORD).cookies()).containsOnlyKeys("parley");
    }

    private static Response signIn(String name, String from, String password) {
        return given().redirects()
                .follow(false)
                .header("X-Forwarded-For", from)
                .header("X-Forwarded-Proto", "https")
                .formParam("username", name)
                .formParam("password", password)
                .post("/login");
    }
}

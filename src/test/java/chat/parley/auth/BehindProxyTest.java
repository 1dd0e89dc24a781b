package chat.parley.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import chat.parley.Concurrently;
import chat.parley.TestUser;
import chat.parley.ratelimit.RateLimit;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;

/** Behind a trusted proxy that terminates TLS and forwards the client's address. */
@QuarkusTest
@TestProfile(BehindProxyTest.TrustedProxyProfile.class)
public class BehindProxyTest {

    private static final String SITE = "https://chat.example.org";
    private static final String OWNERS = "198.51.100.2";
    private static final AtomicInteger ADDRESS_COUNT = new AtomicInteger();

    public static class TrustedProxyProfile implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "parley.rate-limit.multiplier",
                    "1",
                    "parley.public-url",
                    SITE,
                    "quarkus.http.proxy.proxy-address-forwarding",
                    "true",
                    "quarkus.http.proxy.trusted-proxies",
                    "127.0.0.1");
        }
    }

    private String mira;
    /** The address of failed sign-ins; each test has its own, because used attempts remain counted. */
    private String elsewhere;

    @BeforeEach
    void createUser() {
        mira = TestUser.unique("mira");
        elsewhere = "203.0.113." + (200 + ADDRESS_COUNT.incrementAndGet());
        TestUser.signUp(Map.of("username", mira, "password", TestUser.PASSWORD))
                .then()
                .statusCode(201);
    }

    @Test
    void failuresFromAnotherAddressDoNotLockOutTheOwner() {
        for (var guess = 0; guess < RateLimit.SIGN_IN_FAILURE.burst(); guess++) {
            signInFrom(elsewhere, "guess " + guess).then().statusCode(303);
        }
        signInFrom(elsewhere, TestUser.PASSWORD).then().statusCode(429);

        signInFrom(OWNERS, TestUser.PASSWORD).then().statusCode(303).header("Location", equalTo("/"));
    }

    @Test
    void guessingIsLimitedWhileOthersSignIn() {
        var attempts = new AtomicInteger();
        var begun = System.nanoTime();

        var guessers = IntStream.range(0, 4)
                .mapToObj(guesser -> Concurrently.runAsync(() -> {
                    for (var guess = 0; guess < 250; guess++) {
                        attempts.addAndGet(
                                signInFrom(elsewhere, "guess " + guesser + " " + guess)
                                                        .statusCode()
                                                == 303
                                        ? 1
                                        : 0);
                    }
                }))
                .toList();
        var owners = IntStream.range(0, 5)
                .mapToObj(time -> signInFrom(OWNERS, TestUser.PASSWORD).header("Location"))
                .toList();
        guessers.forEach(CompletableFuture::join);

        var cameBack = (System.nanoTime() - begun)
                        / RateLimit.SIGN_IN_FAILURE.refillInterval().toNanos()
                + 1;
        assertThat(attempts.get()).isBetween(1, RateLimit.SIGN_IN_FAILURE.burst() + (int) cameBack);
        assertThat(owners).containsOnly("/");
    }

    @Test
    void distributedGuessingIsLimitedPerAccount() {
        for (var guess = 0; guess < RateLimit.SIGN_IN_ACCOUNT.burst(); guess++) {
            signInFrom("203.0.113." + guess, "guess").then().statusCode(303);
        }

        signInFrom(elsewhere, "guess").then().statusCode(429);
    }

    @Test
    void sessionCookieHasTheHostPrefix() {
        var cookie = signInFrom(OWNERS, TestUser.PASSWORD).detailedCookie("__Host-parley");

        assertThat(cookie.isSecured()).isTrue();
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getSameSite()).isEqualToIgnoringCase("Lax");
        assertThat(cookie.getPath()).isEqualTo("/");
        assertThat(cookie.getDomain()).isNull();
        given().cookie("__Host-parley", cookie.getValue()).get("/api/me").then().statusCode(200);
        given().cookie("parley", cookie.getValue()).get("/api/me").then().statusCode(401);
    }

    @Test
    void publicUrlIsTheConfiguredOne() {
        var session = signInFrom(OWNERS, TestUser.PASSWORD).cookie("__Host-parley");

        given().cookie("__Host-parley", session)
                .header("Origin", TestUser.origin())
                .delete("/api/me/sessions")
                .then()
                .statusCode(403);
        given().cookie("__Host-parley", session)
                .header("Origin", SITE)
                .delete("/api/me/sessions")
                .then()
                .statusCode(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "chat.example.org:8080", "chat.example.org.evil.example"})
    void forwardedHostIsIgnored(String host) {
        var session = signInFrom(OWNERS, TestUser.PASSWORD).cookie("__Host-parley");

        given().cookie("__Host-parley", session)
                .header("X-Forwarded-Host", host)
                .header("X-Forwarded-Proto", "https")
                .header("Origin", "https://" + host)
                .delete("/api/me/sessions")
                .then()
                .statusCode(403);
    }

    private Response signInFrom(String from, String password) {
        return given().redirects()
                .follow(false)
                .header("X-Forwarded-For", from)
                .header("X-Forwarded-Proto", "https")
                .formParam("username", mira)
                .formParam("password", password)
                .post("/login");
    }
}

package chat.parley.page;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import org.junit.jupiter.api.Test;

import chat.parley.TestUser;
import chat.parley.auth.BehindProxyTest;
import chat.parley.problem.Problem;
import chat.parley.ratelimit.RateLimit;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;

/** The page after too many sign-in attempts, on a site behind TLS. */
@QuarkusTest
@TestProfile(BehindProxyTest.TrustedProxyProfile.class)
class ProblemPageTest {

    private static final String BROWSERS = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    @Test
    void browsersGetAPageAndProgramsGetJson() {
        var name = TestUser.unique("nobody");
        for (var guess = 0; guess < RateLimit.SIGN_IN_FAILURE.burst(); guess++) {
            signsIn(name, "*/*").then().statusCode(303);
        }

        signsIn(name, BROWSERS)
                .then()
                .statusCode(429)
                .contentType("text/html")
                .header("Retry-After", notNullValue())
                .body(containsString("Wait a moment"));
        signsIn(name, "*/*")
                .then()
                .statusCode(429)
                .contentType(Problem.MEDIA_TYPE)
                .header("Retry-After", notNullValue());
    }

    @Test
    void apiAlwaysReturnsJson() {
        given().accept(BROWSERS).get("/api/me").then().statusCode(401).contentType(Problem.MEDIA_TYPE);
    }

    @Test
    void responsesRequireHttpsFromThenOn() {
        given().get("/login")
                .then()
                .statusCode(200)
                .header("Strict-Transport-Security", equalTo("max-age=31536000; includeSubDomains"));
    }

    private static Response signsIn(String name, String accept) {
        return given().accept(accept)
                .redirects()
                .follow(false)
                .formParam("username", name)
                .formParam("password", "guess")
                .post("/login");
    }
}

package chat.parley.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import chat.parley.TestUser;
import chat.parley.problem.Problem;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/** Requests that a page of another site makes Mira's browser send with Mira's cookie. */
@QuarkusTest
class CsrfTest {

    /** A repeatable change to the user's own data. */
    record Change(String method, String path) {}

    private TestUser mira;
    private long room;

    static Stream<Change> changes() {
        return Stream.of(
                new Change("POST", "/api/rooms/{id}/messages"),
                new Change("PUT", "/api/rooms/{id}/membership"),
                new Change("PATCH", "/api/rooms/{id}"),
                new Change("DELETE", "/api/rooms/{id}"));
    }

    @BeforeEach
    void createUser() {
        mira = TestUser.called("mira");
        room = mira.makesRoom("public");
    }

    @ParameterizedTest
    @MethodSource("changes")
    void crossSiteRequestIsRejected(Change change) {
        isRefused(sent(change, browser().header("Origin", "https://evil.example")));

        mira.asks().get("/api/rooms/{id}", room).then().body("seq", equalTo(0)).body("archived", equalTo(false));
        isDone(sent(change, browser().header("Origin", TestUser.origin())));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void cookieWithoutCsrfTokenIsRejected(Change change) {
        isRefused(sent(change, browser()));

        isDone(sent(change, browser().header("X-CSRF-Token", csrfToken(mira))));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void fetchMetadataReplacesTheOrigin(Change change) {
        isRefused(sent(change, browser().header("Sec-Fetch-Site", "cross-site")));
        isRefused(sent(change, browser().header("Sec-Fetch-Site", "same-site")));

        isDone(sent(change, browser().header("Sec-Fetch-Site", "same-origin")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "", "http://localhost", "http://127.0.0.1:1", "https://evil.example", "http://", "://"})
    void similarOriginIsRejected(String origin) {
        var archive = new Change("DELETE", "/api/rooms/{id}");

        isRefused(sent(archive, browser().header("Origin", origin)));

        isDone(sent(archive, browser().header("Origin", TestUser.origin())));
    }

    @Test
    void foreignOriginIsRejectedDespiteFetchMetadata() {
        var change = new Change("DELETE", "/api/rooms/{id}");
        var foreign = browser()
                .header("Origin", "https://evil.example")
                .header("Sec-Fetch-Site", "same-origin")
                .header("X-CSRF-Token", csrfToken(mira));

        isRefused(sent(change, foreign));

        isDone(sent(change, browser().header("X-CSRF-Token", csrfToken(mira))));
    }

    @Test
    void csrfTokenOfAnotherSessionIsRejected() {
        var change = new Change("DELETE", "/api/rooms/{id}");

        isRefused(sent(change, browser().header("X-CSRF-Token", csrfToken(TestUser.called("eve")))));
        isRefused(sent(change, browser().header("X-CSRF-Token", csrfToken(mira.signsInAgain()))));
        isRefused(sent(change, browser().header("X-CSRF-Token", "")));
    }

    @Test
    void linksFromOtherSitesMayRead() {
        browser().header("Origin", "https://evil.example").get("/api/me").then().statusCode(200);
        browser().header("Sec-Fetch-Site", "cross-site").get("/api/me").then().statusCode(200);
    }

    @Test
    void crossSiteResponsesAreNotReadable() {
        var answer = browser().header("Origin", "https://evil.example").get("/api/me");

        assertThat(answer.headers().hasHeaderWithName("Access-Control-Allow-Origin"))
                .isFalse();
    }

    @Test
    void crossSiteSignInAndSignOutAreRejected() {
        isRefused(given().redirects()
                .follow(false)
                .header("Origin", "https://evil.example")
                .formParam("username", mira.username())
                .formParam("password", TestUser.PASSWORD)
                .post("/login"));
        isRefused(browser().header("Origin", "https://evil.example").post("/logout"));

        TestUser.signIn(mira.username(), TestUser.PASSWORD)
                .then()
                .statusCode(303)
                .header("Location", equalTo("/"));
        mira.reads("/api/me");
    }

    private RequestSpecification browser() {
        return given().redirects().follow(false).cookie("parley", mira.session());
    }

    private Response sent(Change change, RequestSpecification request) {
        return request.contentType(ContentType.JSON)
                .body(Map.of("body", "hello", "clientId", "one", "topic", "new"))
                .request(change.method(), change.path(), room);
    }

    private static String csrfToken(TestUser person) {
        return person.reads("/api/me").getString("csrfToken");
    }

    private static void isRefused(Response answer) {
        answer.then().statusCode(403).contentType(Problem.MEDIA_TYPE).body("status", equalTo(403));
        assertThat(answer.cookies()).isEmpty();
    }

    private static void isDone(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isBetween(200, 299);
    }
}

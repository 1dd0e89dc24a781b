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
        mira = TestUser.create("mira");
        room = mira.createRoom("public");
    }

    @ParameterizedTest
    @MethodSource("changes")
    void crossSiteRequestIsRejected(Change change) {
        assertRejected(send(change, browserRequest().header("Origin", "https://evil.example")));

        mira.request()
                .get("/api/rooms/{id}", room)
                .then()
                .body("seq", equalTo(0))
                .body("archived", equalTo(false));
        assertAccepted(send(change, browserRequest().header("Origin", TestUser.origin())));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void cookieWithoutCsrfTokenIsRejected(Change change) {
        assertRejected(send(change, browserRequest()));

        assertAccepted(send(change, browserRequest().header("X-CSRF-Token", csrfToken(mira))));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void fetchMetadataReplacesTheOrigin(Change change) {
        assertRejected(send(change, browserRequest().header("Sec-Fetch-Site", "cross-site")));
        assertRejected(send(change, browserRequest().header("Sec-Fetch-Site", "same-site")));

        assertAccepted(send(change, browserRequest().header("Sec-Fetch-Site", "same-origin")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "", "http://localhost", "http://127.0.0.1:1", "https://evil.example", "http://", "://"})
    void similarOriginIsRejected(String origin) {
        var archive = new Change("DELETE", "/api/rooms/{id}");

        assertRejected(send(archive, browserRequest().header("Origin", origin)));

        assertAccepted(send(archive, browserRequest().header("Origin", TestUser.origin())));
    }

    @Test
    void foreignOriginIsRejectedDespiteFetchMetadata() {
        var change = new Change("DELETE", "/api/rooms/{id}");
        var foreign = browserRequest()
                .header("Origin", "https://evil.example")
                .header("Sec-Fetch-Site", "same-origin")
                .header("X-CSRF-Token", csrfToken(mira));

        assertRejected(send(change, foreign));

        assertAccepted(send(change, browserRequest().header("X-CSRF-Token", csrfToken(mira))));
    }

    @Test
    void csrfTokenOfAnotherSessionIsRejected() {
        var change = new Change("DELETE", "/api/rooms/{id}");

        assertRejected(send(change, browserRequest().header("X-CSRF-Token", csrfToken(TestUser.create("eve")))));
        assertRejected(send(change, browserRequest().header("X-CSRF-Token", csrfToken(mira.signInAgain()))));
        assertRejected(send(change, browserRequest().header("X-CSRF-Token", "")));
    }

    @Test
    void linksFromOtherSitesMayRead() {
        browserRequest()
                .header("Origin", "https://evil.example")
                .get("/api/me")
                .then()
                .statusCode(200);
        browserRequest()
                .header("Sec-Fetch-Site", "cross-site")
                .get("/api/me")
                .then()
                .statusCode(200);
    }

    @Test
    void crossSiteResponsesAreNotReadable() {
        var response = browserRequest().header("Origin", "https://evil.example").get("/api/me");

        assertThat(response.headers().hasHeaderWithName("Access-Control-Allow-Origin"))
                .isFalse();
    }

    @Test
    void crossSiteSignInAndSignOutAreRejected() {
        assertRejected(given().redirects()
                .follow(false)
                .header("Origin", "https://evil.example")
                .formParam("username", mira.username())
                .formParam("password", TestUser.PASSWORD)
                .post("/login"));
        assertRejected(browserRequest().header("Origin", "https://evil.example").post("/logout"));

        TestUser.postLogin(mira.username(), TestUser.PASSWORD)
                .then()
                .statusCode(303)
                .header("Location", equalTo("/"));
        mira.get("/api/me");
    }

    private RequestSpecification browserRequest() {
        return given().redirects().follow(false).cookie("parley", mira.session());
    }

    private Response send(Change change, RequestSpecification request) {
        return request.contentType(ContentType.JSON)
                .body(Map.of("body", "hello", "clientId", "one", "topic", "new"))
                .request(change.method(), change.path(), room);
    }

    private static String csrfToken(TestUser person) {
        return person.get("/api/me").getString("csrfToken");
    }

    private static void assertRejected(Response response) {
        response.then().statusCode(403).contentType(Problem.MEDIA_TYPE).body("status", equalTo(403));
        assertThat(response.cookies()).isEmpty();
    }

    private static void assertAccepted(Response response) {
        assertThat(response.statusCode()).as(response.asString()).isBetween(200, 299);
    }
}

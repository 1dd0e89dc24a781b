package chat.parley.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import chat.parley.TestUser;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;

/** Every error response is a problem object. */
@QuarkusTest
class ProblemTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/api/nothing",
                "/api/rooms/1/nothing",
                "/static/nothing.js",
                "/api//me",
                "/q/nothing"
            })
    void unknownPathIsAProblem(String path) {
        isProblem(given().get(path), 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[",
                "null",
                "\"text\"",
                "{\"username\":\"mi",
                "{} {}",
                "not json",
                "{\"username\":\"mira\",\"username\":1}"
            })
    void malformedJsonIsAProblem(String body) {
        isProblem(given().contentType(ContentType.JSON).body(body).post("/api/accounts"), 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"username\":5,\"password\":\"long enough\"}", "{\"username\":true,\"password\":\"long enough\"}",
                "{\"username\":[\"mira\"],\"password\":\"long enough\"}",
                        "{\"username\":{},\"password\":\"long enough\"}"
            })
    void fieldOfTheWrongTypeIsReported(String body) {
        isProblem(given().contentType(ContentType.JSON).body(body).post("/api/accounts"), 400)
                .then()
                .body("violations.field", hasItem("username"));
    }

    @Test
    void numbersAreNotParsedFromText() {
        var mira = TestUser.create("mira");
        var room = mira.createRoom("public");

        isProblem(mira.requestWith("{\"seq\":\"1\"}").put("/api/rooms/{id}/read", room), 400);
        isProblem(mira.requestWith("{\"seq\":1.5}").put("/api/rooms/{id}/read", room), 400);
        mira.requestWith("{\"seq\":0}").put("/api/rooms/{id}/read", room).then().statusCode(200);
    }

    @Test
    void tooLargeBodyIsAProblem() {
        isProblem(given().contentType(ContentType.JSON).body(oversized()).post("/api/accounts"), 413);
    }

    @Test
    void chunkedBodyThatGrowsTooLargeIsAProblem() throws Exception {
        var response = postInChunks("/api/accounts", oversized());

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body()).contains("\"status\":413");
    }

    @Test
    void chunkedBodyIsAccepted() throws Exception {
        var response = postInChunks(
                "/api/accounts",
                "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(TestUser.unique("mira"), TestUser.PASSWORD));

        assertThat(response.statusCode()).isEqualTo(201);
    }

    @Test
    void unsupportedMediaTypeIsAProblem() {
        isProblem(given().contentType(ContentType.TEXT).body("{}").post("/api/accounts"), 415);
        isProblem(TestUser.create("mira").request().accept("image/png").get("/api/me"), 406);
    }

    @ParameterizedTest
    @CsvSource({"image/png,406", "nonsense,400", "text/html,406", "/,400"})
    void unacceptableRequestHasNoEffect(String accept, int status) {
        var mira = TestUser.create("mira");
        var name = TestUser.unique("room");

        isProblem(mira.requestWith(Map.of("name", name)).accept(accept).post("/api/rooms"), status);

        mira.request().queryParam("q", name).get("/api/rooms").then().body("items", hasSize(0));
    }

    @Test
    void malformedFormEncodingIsAProblem() {
        isProblem(
                given().header("Content-Type", "application/x-www-form-urlencoded")
                        .body("username=%zz")
                        .post("/login"),
                400);
    }

    @Test
    void unsupportedMethodIsAProblem() {
        isProblem(given().contentType(ContentType.JSON).body("{}").put("/api/accounts"), 405);
    }

    @Test
    void unauthenticatedRequestIsAProblem() {
        isProblem(given().get("/api/me"), 401);
        isProblem(given().get("/api/rooms"), 401);
        isProblem(given().cookie("parley", "x".repeat(43)).get("/api/users"), 401);
    }

    @Test
    void parameterOutOfBoundsIsReported() {
        isProblem(TestUser.create("mira").request().get("/api/users?limit=101"), 400)
                .then()
                .body("violations.field", hasItem("limit"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "a\\u0000b", "\\ud800", "\\udc00x"})
    void unstorableTextIsRejected(String text) {
        var mira = TestUser.create("mira");
        var room = mira.createRoom("public");
        var post = "{\"body\":\"%s\",\"clientId\":\"one\"}".formatted(text);

        isProblem(mira.requestWith(post).post("/api/rooms/{id}/messages", room), 400)
                .then()
                .body("violations.field", hasItem("body"));
        isProblem(mira.requestWith("{\"name\":\"%s\"}".formatted(text)).post("/api/rooms"), 400);
        isProblem(mira.requestWith("{\"displayName\":\"%s\"}".formatted(text)).patch("/api/me"), 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/users?q=%00",
                "/api/users?after=%00",
                "/api/rooms?q=%00",
                "/api/rooms?after=%00",
                "/api/rooms?after=1.x&mine=true",
                "/api/rooms?after=zz",
                "/api/rooms?limit=0",
                "/api/rooms?limit=many"
            })
    void malformedQueryIsAClientError(String path) {
        isProblem(TestUser.create("mira").request().urlEncodingEnabled(false).get(path), 400)
                .then()
                .body("violations", hasSize(1));
    }

    @Test
    void internalsAreNotRevealed() {
        given().contentType(ContentType.JSON)
                .body(Map.of("username", "x"))
                .post("/api/accounts")
                .then()
                .body("trace", nullValue())
                .body("details", nullValue())
                .body("detail", not(equalTo("")));
    }

    /** A publisher that does not know its length makes the client send chunks. */
    private static HttpResponse<String> postInChunks(String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(TestUser.origin() + path))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofString(body)))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private static Response isProblem(Response response, int status) {
        response.then()
                .statusCode(status)
                .contentType(Problem.MEDIA_TYPE)
                .body("type", notNullValue())
                .body("title", notNullValue())
                .body("status", equalTo(status))
                .body("detail", notNullValue());
        return response;
    }

    private static String oversized() {
        return "{\"username\":\"" + "a".repeat(100_000) + "\"}";
    }
}

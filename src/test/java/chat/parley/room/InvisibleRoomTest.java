package chat.parley.room;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import chat.parley.Json;
import chat.parley.TestUser;
import chat.parley.problem.Problem;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

/** Every operation on an invisible room responds as if it did not exist. */
@QuarkusTest
class InvisibleRoomTest {

    /** One body that is valid for every path. */
    private static final Map<String, Object> BODY =
            Map.of("topic", "hello", "seq", 1, "level", "all", "body", "hello", "clientId", "one");

    private static final long NO_ROOM = Long.MAX_VALUE;

    /** An operation of a room's owner; {@code {name}} is a member, {@code {seq}} a message of theirs. */
    record Request(String method, String path) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private TestUser mira;
    private TestUser tom;
    private TestUser eve;

    static Stream<Request> allRequests() {
        return Stream.of(
                new Request("GET", "/api/rooms/{id}"),
                new Request("PATCH", "/api/rooms/{id}"),
                new Request("DELETE", "/api/rooms/{id}"),
                new Request("PUT", "/api/rooms/{id}/membership"),
                new Request("DELETE", "/api/rooms/{id}/membership"),
                new Request("GET", "/api/rooms/{id}/members"),
                new Request("PUT", "/api/rooms/{id}/members/{name}"),
                new Request("DELETE", "/api/rooms/{id}/members/{name}"),
                new Request("GET", "/api/rooms/{id}/invitations"),
                new Request("POST", "/api/rooms/{id}/invitations"),
                new Request("DELETE", "/api/rooms/{id}/invitations/{invitation}"),
                new Request("PUT", "/api/rooms/{id}/notify"),
                new Request("PUT", "/api/rooms/{id}/read"),
                new Request("PUT", "/api/rooms/{id}/told"),
                new Request("PUT", "/api/rooms/{id}/unread"),
                new Request("GET", "/api/rooms/{id}/messages?at=2026-11-01T00:00:00Z"),
                new Request("GET", "/api/rooms/{id}/messages"),
                new Request("GET", "/api/rooms/{id}/messages?changedSince=0"),
                new Request("POST", "/api/rooms/{id}/messages"),
                new Request("GET", "/api/rooms/{id}/messages/{seq}"),
                new Request("PATCH", "/api/rooms/{id}/messages/{seq}"),
                new Request("DELETE", "/api/rooms/{id}/messages/{seq}"),
                new Request("GET", "/api/rooms/{id}/messages/{seq}/versions"),
                new Request("PUT", "/api/rooms/{id}/messages/{seq}/reactions/{emoji}"),
                new Request("DELETE", "/api/rooms/{id}/messages/{seq}/reactions/{emoji}"),
                new Request("PUT", "/api/rooms/{id}/messages/{seq}/pin"),
                new Request("DELETE", "/api/rooms/{id}/messages/{seq}/pin"),
                new Request("GET", "/api/rooms/{id}/pins"),
                new Request("POST", "/api/rooms/{id}/attachments"));
    }

    /** Finds operations that were added but are missing from this test. */
    @Test
    void testedOperationsEqualTheDescription() {
        Map<String, Map<String, Object>> described = given().accept("application/json")
                .get("/q/openapi")
                .as(Json.class)
                .getMap("paths");
        var all = described.entrySet().stream()
                .filter(path -> path.getKey().startsWith("/api/rooms/{id}"))
                .flatMap(path -> path.getValue().keySet().stream()
                        .map(method -> method.toUpperCase(Locale.ROOT) + " "
                                + path.getKey().replace("username", "name")));

        assertThat(allRequests()
                        .map(request -> request.toString().replaceAll("\\?.*", ""))
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(all.toList());
    }

    @BeforeEach
    void createThreeUsers() {
        mira = TestUser.create("mira");
        tom = TestUser.create("tom");
        eve = TestUser.create("eve");
    }

    @ParameterizedTest
    @MethodSource("allRequests")
    void privateRoomOfOthersIsNotFound(Request request) {
        var room = mira.createRoom("private");
        mira.post(room, "hello");
        mira.invite(room, tom);

        assertNotFound(send(eve, request, room), request);

        assertThat(send(mira, request, room).statusCode()).as("for its owner").isBetween(200, 299);
    }

    @ParameterizedTest
    @MethodSource("allRequests")
    void directRoomOfOthersIsNotFound(Request request) {
        var room = mira.openDirect(tom);
        mira.post(room, "hello");

        assertNotFound(send(eve, request, room), request);

        assertThat(send(mira, request, room).statusCode())
                .as("for one of the two")
                .isIn(200, 201, 204, 409);
    }

    @ParameterizedTest
    @MethodSource("allRequests")
    void privateRoomIsNotFoundAfterRemoval(Request request) {
        var room = mira.createRoom("private");
        mira.post(room, "hello");
        mira.invite(room, tom);
        mira.requestWith(Map.of("role", "owner"))
                .put("/api/rooms/{id}/members/{name}", room, eve.username())
                .then()
                .statusCode(200);
        eve.get("/api/rooms/{id}", room);
        mira.request()
                .delete("/api/rooms/{id}/members/{name}", room, eve.username())
                .then()
                .statusCode(204);

        assertNotFound(send(eve, request, room), request);

        assertThat(send(mira, request, room).statusCode()).as("for its owner").isBetween(200, 299);
    }

    private Response send(TestUser person, Request request, long room) {
        var specification = "GET".equals(request.method())
                ? person.request()
                : request.path().endsWith("/attachments")
                        ? person.request().multiPart("file", "hello.txt", "hello".getBytes(UTF_8))
                        : person.requestWith(BODY);
        var path = request.path()
                .replace("{name}", tom.username())
                .replace("{seq}", "1")
                .replace("{invitation}", "1")
                .replace("{emoji}", "👍");
        return specification.request(request.method(), path, room);
    }

    /** Checks that the response equals that for a room that does not exist. */
    private void assertNotFound(Response response, Request request) {
        response.then().statusCode(404).contentType(Problem.MEDIA_TYPE).body("status", equalTo(404));
        assertThat(response.asString()).isEqualTo(send(eve, request, NO_ROOM).asString());
    }
}

package chat.parley.room.invitation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import chat.parley.Concurrently;
import chat.parley.Json;
import chat.parley.TestUser;
import chat.parley.problem.Problem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.DisabledOnIntegrationTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

/** Invitation links of Mira's private room. */
@QuarkusTest
class RoomInvitationTest {

    private TestUser mira;
    private TestUser tom;
    private TestUser eve;
    private long room;

    @BeforeEach
    void createPrivateRoom() {
        mira = TestUser.create("mira");
        tom = TestUser.create("tom");
        eve = TestUser.create("eve");
        room = mira.createRoom("private");
    }

    @Test
    void linkAddsAMemberAtOnce() {
        var token = createLink(mira, Map.of()).getString("token");

        try (var socket = tom.openSocket()) {
            join(tom, token)
                    .then()
                    .statusCode(200)
                    .body("id", equalTo((int) room))
                    .body("role", equalTo("member"));
            assertThat(socket.receive("room").getLong("room.id")).isEqualTo(room);
        }

        join(eve, token).then().statusCode(200);
        assertThat(mira.get("/api/rooms/{id}/members", room).getList("items")).hasSize(3);
    }

    @Test
    void joiningAgainDoesNotUseTheLink() {
        var token = createLink(mira, Map.of("uses", 2)).getString("token");

        join(tom, token).then().statusCode(200);
        join(tom, token).then().statusCode(200);

        join(eve, token).then().statusCode(200);
    }

    @Test
    void usedUpLinkIsGone() {
        var token = createLink(mira, Map.of("uses", 1)).getString("token");
        join(tom, token).then().statusCode(200);

        assertGone(join(eve, token));

        assertThat(listLinks(mira).getList("items")).isEmpty();
    }

    @Test
    void concurrentJoinsRespectTheMaximumUses() {
        var token = createLink(mira, Map.of("uses", 3)).getString("token");
        var crowd = IntStream.range(0, 8)
                .mapToObj(number -> TestUser.create("crowd"))
                .toList();

        var begun = crowd.stream()
                .map(person ->
                        Concurrently.supplyAsync(() -> join(person, token).statusCode()))
                .toList();
        var responses = begun.stream().map(CompletableFuture::join).toList();

        assertThat(responses).filteredOn(status -> status == 200).hasSize(3);
        assertThat(responses).filteredOn(status -> status == 410).hasSize(5);
        assertThat(mira.get("/api/rooms/{id}/members", room).getList("items")).hasSize(4);
    }

    @Test
    void revokedLinkIsGone() {
        var made = createLink(mira, Map.of());

        mira.request()
                .delete("/api/rooms/{id}/invitations/{link}", room, made.getLong("id"))
                .then()
                .statusCode(204);
        mira.request()
                .delete("/api/rooms/{id}/invitations/{link}", room, made.getLong("id"))
                .then()
                .statusCode(204);

        assertGone(join(tom, made.getString("token")));
    }

    @Test
    void linkOfAnotherRoomCannotBeRevoked() {
        var made = createLink(mira, Map.of());
        var toms = tom.createRoom("private");

        tom.request()
                .delete("/api/rooms/{id}/invitations/{link}", toms, made.getLong("id"))
                .then()
                .statusCode(204);

        join(eve, made.getString("token")).then().statusCode(200);
    }

    @Test
    @DisabledOnIntegrationTest("Looks into the database")
    void expiredLinkIsGone() {
        var made = createLink(mira, Map.of());
        assertThat(QuarkusTransaction.requiringNew()
                        .call(() -> RoomInvitation.update(
                                "expiresAt = ?1 where id = ?2", Instant.now(), made.getLong("id"))))
                .isEqualTo(1);

        assertGone(join(tom, made.getString("token")));
    }

    @Test
    void linkExpiresAfterAWeekByDefault() {
        assertThat(Instant.parse(createLink(mira, Map.of()).getString("expiresAt")))
                .isBetween(
                        fromNow(Duration.ofDays(7)), fromNow(Duration.ofDays(7)).plusSeconds(60));
        assertThat(Instant.parse(createLink(mira, Map.of("lastsHours", 2)).getString("expiresAt")))
                .isBetween(
                        fromNow(Duration.ofHours(2)),
                        fromNow(Duration.ofHours(2)).plusSeconds(60));
        mira.request()
                .contentType("application/json")
                .post("/api/rooms/{id}/invitations", room)
                .then()
                .statusCode(201);
    }

    @ParameterizedTest
    @CsvSource({"lastsHours, 0", "lastsHours, 721", "uses, 0", "uses, 1001"})
    void invalidExpiryAndUsesAreRejected(String field, int value) {
        mira.requestWith(Map.of(field, value))
                .post("/api/rooms/{id}/invitations", room)
                .then()
                .statusCode(400)
                .body("violations.field", hasItem(field));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"})
    void inventedLinkIsGone(String token) {
        assertGone(join(tom, token));
    }

    @ParameterizedTest
    @CsvSource({"owner, 201", "moderator, 201", "member, 403"})
    void ownersAndModeratorsCreateLinks(String role, int status) {
        mira.requestWith(Map.of("role", role))
                .put("/api/rooms/{id}/members/{name}", room, tom.username())
                .then()
                .statusCode(200);

        tom.requestWith(Map.of())
                .post("/api/rooms/{id}/invitations", room)
                .then()
                .statusCode(status);
        tom.request().get("/api/rooms/{id}/invitations", room).then().statusCode(status == 201 ? 200 : 403);
        tom.request().delete("/api/rooms/{id}/invitations/1", room).then().statusCode(status == 201 ? 204 : 403);
    }

    @Test
    void linksOfAFormerModeratorAreGone() {
        mira.requestWith(Map.of("role", "moderator"))
                .put("/api/rooms/{id}/members/{name}", room, tom.username())
                .then()
                .statusCode(200);
        var token = createLink(tom, Map.of()).getString("token");

        mira.request()
                .delete("/api/rooms/{id}/members/{name}", room, tom.username())
                .then()
                .statusCode(204);

        assertGone(join(tom, token));
        assertGone(join(eve, token));
    }

    @Test
    void linksOfAnArchivedRoomAreGone() {
        var token = createLink(mira, Map.of()).getString("token");

        mira.request().delete("/api/rooms/{id}", room).then().statusCode(204);

        assertGone(join(tom, token));
    }

    @Test
    void tokenIsShownOnceAndTheListShowsRemainingUses() {
        var token = createLink(mira, Map.of("uses", 2)).getString("token");
        join(tom, token);

        var response = mira.request()
                .get("/api/rooms/{id}/invitations", room)
                .then()
                .statusCode(200)
                .body("next", nullValue())
                .extract();

        assertThat(response.asString()).doesNotContain(token);
        assertThat(response.as(Json.class).getList("items.madeBy")).containsExactly(mira.username());
        assertThat(response.as(Json.class).getList("items.uses")).containsExactly(1);
    }

    @Test
    @DisabledOnIntegrationTest("Looks into the database")
    void onlyTheHashOfTheTokenIsStored() {
        var made = createLink(mira, Map.of());

        RoomInvitation kept = QuarkusTransaction.requiringNew().call(() -> RoomInvitation.findById(made.getLong("id")));

        assertThat(new String(kept.tokenHash, StandardCharsets.ISO_8859_1)).doesNotContain(made.getString("token"));
        assertThat(kept.tokenHash).hasSize(32);
    }

    @Test
    void roomHasAtMostFiftyLinks() {
        IntStream.range(0, RoomInvitationService.MAX_INVITATIONS_PER_ROOM)
                .forEach(number -> createLink(mira, Map.of()));

        mira.requestWith(Map.of())
                .post("/api/rooms/{id}/invitations", room)
                .then()
                .statusCode(409);
    }

    @Test
    void conversationsHaveNoLinks() {
        mira.requestWith(Map.of())
                .post("/api/rooms/{id}/invitations", mira.openDirect(tom))
                .then()
                .statusCode(409)
                .contentType(Problem.MEDIA_TYPE);
    }

    @Test
    void joiningRequiresAuthentication() {
        given().post("/api/room-invitations/{token}", createLink(mira, Map.of()).getString("token"))
                .then()
                .statusCode(401);
    }

    private Json createLink(TestUser person, Map<String, ?> wanted) {
        return person.requestWith(wanted)
                .post("/api/rooms/{id}/invitations", room)
                .then()
                .statusCode(201)
                .extract()
                .as(Json.class);
    }

    private Json listLinks(TestUser person) {
        return person.get("/api/rooms/{id}/invitations", room);
    }

    private static Response join(TestUser person, String token) {
        return person.request().post("/api/room-invitations/{token}", token);
    }

    private static void assertGone(Response response) {
        response.then().statusCode(410).contentType(Problem.MEDIA_TYPE);
    }

    private static Instant fromNow(Duration time) {
        return Instant.now().plus(time).minusSeconds(30);
    }
}

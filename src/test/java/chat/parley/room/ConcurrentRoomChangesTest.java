package chat.parley.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import chat.parley.Concurrently;
import chat.parley.Json;
import chat.parley.TestUser;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

/** Many concurrent requests change and remove the same data of a room: each gets a response, and none fails. */
@QuarkusTest
class ConcurrentRoomChangesTest {

    private static final int THREADS = 20;
    private static final int REPEATS = 10;

    private TestUser mira;
    private TestUser tom;
    private long room;

    @BeforeEach
    void createRoomWithTwoOwners() {
        mira = TestUser.create("mira");
        tom = TestUser.create("tom");
        room = mira.createRoom("public");
        mira.invite(room, tom);
        role("owner").then().statusCode(200);
    }

    @Test
    void concurrentMemberChangesSucceed() {
        assertNoneFails(List.of(
                () -> tom.request().put("/api/rooms/{id}/membership", room),
                () -> tom.request().delete("/api/rooms/{id}/membership", room),
                () -> mira.request().delete("/api/rooms/{id}/members/{name}", room, tom.username()),
                () -> role("member"),
                () -> role("moderator"),
                () -> role("owner"),
                () -> level("all"),
                () -> level("nothing"),
                () -> tom.requestWith(Map.of("seq", 1)).put("/api/rooms/{id}/read", room),
                () -> tom.requestWith(Map.of("seq", 1)).put("/api/rooms/{id}/unread", room),
                () -> tom.tryToPost(room, "hello", TestUser.unique("id")),
                () -> mira.requestWith(Map.of("topic", TestUser.unique("topic")))
                        .patch("/api/rooms/{id}", room),
                () -> mira.requestWith(Map.of("archived", true)).patch("/api/rooms/{id}", room),
                () -> mira.requestWith(Map.of("archived", false)).patch("/api/rooms/{id}", room)));
    }

    @Test
    void concurrentMessageChangesSucceed() {
        mira.post(room, 1);
        assertNoneFails(List.of(
                () -> tom.react(room, 1, "👍"),
                () -> tom.removeReaction(room, 1, "👍"),
                () -> mira.react(room, 1, "👍"),
                () -> mira.removeReaction(room, 1, "👍"),
                () -> mira.pin(room, 1),
                () -> tom.request().delete("/api/rooms/{id}/messages/1/pin", room),
                () -> mira.edit(room, 1, TestUser.unique("text"))));
        assertNoneFails(
                List.of(() -> mira.delete(room, 1), () -> mira.edit(room, 1, "late"), () -> tom.react(room, 1, "👍")));
    }

    @Test
    void concurrentRevocationsRevokeALinkOnce() {
        for (var round = 0; round < 5; round++) {
            var link = mira.requestWith(Map.of("uses", 1))
                    .post("/api/rooms/{id}/invitations", room)
                    .then()
                    .statusCode(201)
                    .extract()
                    .as(Json.class);
            assertNoneFails(
                    List.of(
                            () -> mira.request().delete("/api/rooms/{id}/invitations/{link}", room, link.getLong("id")),
                            () -> tom.request().post("/api/room-invitations/{token}", link.getString("token"))),
                    2);
        }
    }

    @Test
    void concurrentOpensCreateOneConversation() {
        assertNoneFails(
                List.of(
                        () -> mira.request().put("/api/direct/{name}", tom.username()),
                        () -> tom.request().put("/api/direct/{name}", mira.username())),
                2);

        assertThat(mira.openDirect(tom)).isEqualTo(tom.openDirect(mira));
    }

    /** Both are stored in the same row. */
    @Test
    void concurrentRoleChangeIsNotLost() {
        for (var round = 0; round < 10; round++) {
            var role = round % 2 == 0 ? "member" : "moderator";
            var given = Concurrently.supplyAsync(() -> role(role).statusCode());
            var chosen = IntStream.range(0, 4)
                    .mapToObj(number -> Concurrently.supplyAsync(
                            () -> level(number % 2 == 0 ? "all" : "nothing").statusCode()))
                    .toList();

            assertThat(given.join()).isEqualTo(200);
            assertThat(chosen).allSatisfy(choice -> assertThat(choice.join()).isEqualTo(200));
            assertThat(mira.get("/api/rooms/{id}/members", room)
                            .getString("items.find { it.username == '%s' }.role".formatted(tom.username())))
                    .isEqualTo(role);
        }
    }

    private Response role(String role) {
        return mira.requestWith(Map.of("role", role)).put("/api/rooms/{id}/members/{name}", room, tom.username());
    }

    private Response level(String level) {
        return tom.requestWith(Map.of("level", level)).put("/api/rooms/{id}/notify", room);
    }

    private static void assertNoneFails(List<Supplier<Response>> requests) {
        assertNoneFails(requests, REPEATS);
    }

    private static void assertNoneFails(List<Supplier<Response>> requests, int each) {
        var threads = IntStream.range(0, THREADS)
                .mapToObj(thread -> Concurrently.supplyAsync(() -> {
                    var choice = new Random(thread);
                    var failed = new ArrayList<String>();
                    for (var number = 0; number < each; number++) {
                        var response =
                                requests.get(choice.nextInt(requests.size())).get();
                        if (response.statusCode() >= 500) {
                            failed.add(response.statusLine());
                        }
                    }
                    return failed;
                }))
                .toList();
        assertThat(threads).allSatisfy(thread -> assertThat(thread.join()).isEmpty());
    }
}

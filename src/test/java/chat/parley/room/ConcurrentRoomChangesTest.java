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
        mira = TestUser.called("mira");
        tom = TestUser.called("tom");
        room = mira.makesRoom("public");
        mira.invites(room, tom);
        role("owner").then().statusCode(200);
    }

    @Test
    void concurrentMemberChangesSucceed() {
        assertNoneFails(List.of(
                () -> tom.asks().put("/api/rooms/{id}/membership", room),
                () -> tom.asks().delete("/api/rooms/{id}/membership", room),
                () -> mira.asks().delete("/api/rooms/{id}/members/{name}", room, tom.username()),
                () -> role("member"),
                () -> role("moderator"),
                () -> role("owner"),
                () -> level("all"),
                () -> level("nothing"),
                () -> tom.sends(Map.of("seq", 1)).put("/api/rooms/{id}/read", room),
                () -> tom.sends(Map.of("seq", 1)).put("/api/rooms/{id}/unread", room),
                () -> tom.triesToPost(room, "hello", TestUser.unique("id")),
                () -> mira.sends(Map.of("topic", TestUser.unique("topic"))).patch("/api/rooms/{id}", room),
                () -> mira.sends(Map.of("archived", true)).patch("/api/rooms/{id}", room),
                () -> mira.sends(Map.of("archived", false)).patch("/api/rooms/{id}", room)));
    }

    @Test
    void concurrentMessageChangesSucceed() {
        mira.posts(room, 1);
        assertNoneFails(List.of(
                () -> tom.reacts(room, 1, "👍"),
                () -> tom.removesReaction(room, 1, "👍"),
                () -> mira.reacts(room, 1, "👍"),
                () -> mira.removesReaction(room, 1, "👍"),
                () -> mira.pins(room, 1),
                () -> tom.asks().delete("/api/rooms/{id}/messages/1/pin", room),
                () -> mira.edits(room, 1, TestUser.unique("text"))));
        assertNoneFails(List.of(
                () -> mira.deletes(room, 1), () -> mira.edits(room, 1, "late"), () -> tom.reacts(room, 1, "👍")));
    }

    @Test
    void concurrentRevocationsRevokeALinkOnce() {
        for (var round = 0; round < 5; round++) {
            var link = mira.sends(Map.of("uses", 1))
                    .post("/api/rooms/{id}/invitations", room)
                    .then()
                    .statusCode(201)
                    .extract()
                    .as(Json.class);
            assertNoneFails(
                    List.of(
                            () -> mira.asks().delete("/api/rooms/{id}/invitations/{link}", room, link.getLong("id")),
                            () -> tom.asks().post("/api/room-invitations/{token}", link.getString("token"))),
                    2);
        }
    }

    @Test
    void concurrentOpensCreateOneConversation() {
        assertNoneFails(
                List.of(
                        () -> mira.asks().put("/api/direct/{name}", tom.username()),
                        () -> tom.asks().put("/api/direct/{name}", mira.username())),
                2);

        assertThat(mira.opensDirect(tom)).isEqualTo(tom.opensDirect(mira));
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
            assertThat(mira.reads("/api/rooms/{id}/members", room)
                            .getString("items.find { it.username == '%s' }.role".formatted(tom.username())))
                    .isEqualTo(role);
        }
    }

    private Response role(String role) {
        return mira.sends(Map.of("role", role)).put("/api/rooms/{id}/members/{name}", room, tom.username());
    }

    private Response level(String level) {
        return tom.sends(Map.of("level", level)).put("/api/rooms/{id}/notify", room);
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

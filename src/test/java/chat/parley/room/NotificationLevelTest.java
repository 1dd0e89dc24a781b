package chat.parley.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import chat.parley.TestUser;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

/** The notification level that Mira chooses for a room. */
@QuarkusTest
class NotificationLevelTest {

    private TestUser mira;
    private long room;

    @BeforeEach
    void createRoom() {
        mira = TestUser.create("mira");
        room = mira.createRoom("public");
    }

    @Test
    void defaultIsMentionsInRoomsAndEverythingInConversations() {
        mira.request().get("/api/rooms/{id}", room).then().body("notify", equalTo("mentions"));
        mira.request()
                .get("/api/rooms/{id}", mira.openDirect(TestUser.create("tom")))
                .then()
                .body("notify", equalTo("all"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "mentions", "nothing"})
    void chosenLevelAppearsInEveryList(String level) {
        choose(mira, level).then().statusCode(200).body("notify", equalTo(level));

        assertThat(mira.get("/api/rooms?mine=true").getList("items.notify")).containsExactly(level);
        assertThat(mira.get("/api/rooms/{id}", room).getString("notify")).isEqualTo(level);
    }

    @Test
    void levelIsPerMember() {
        var tom = TestUser.create("tom");
        tom.join(room);

        choose(mira, "nothing").then().statusCode(200);

        tom.request().get("/api/rooms/{id}", room).then().body("notify", equalTo("mentions"));
    }

    @Test
    void levelChangeReachesOnlyOwnDevices() {
        var tom = TestUser.create("tom");
        tom.join(room);
        try (var other = mira.signInAgain().openSocket();
                var tomSocket = tom.openSocket()) {
            choose(mira, "nothing").then().statusCode(200);

            assertThat(other.receive("room").getString("room.notify")).isEqualTo("nothing");
            tomSocket.assertNotReceived("room");
            mira.post(room, "still heard");
            assertThat(other.receive("message").getString("message.body")).isEqualTo("still heard");
        }
    }

    @Test
    void nonMemberCannotChooseALevel() {
        var tom = TestUser.create("tom");

        choose(tom, "all").then().statusCode(409);

        tom.request().get("/api/rooms/{id}", room).then().body("notify", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ALL", "some", ""})
    void invalidLevelIsRejected(String level) {
        choose(mira, level).then().statusCode(400).body("violations.field", hasItem("level"));
    }

    private Response choose(TestUser person, String level) {
        return person.requestWith(Map.of("level", level)).put("/api/rooms/{id}/notify", room);
    }
}

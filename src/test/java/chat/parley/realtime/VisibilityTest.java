package chat.parley.realtime;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import chat.parley.TestSocket;
import chat.parley.TestUser;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

/** Settings that limit what other users see of an account. */
@QuarkusTest
class VisibilityTest {

    @Inject
    AgroalDataSource database;

    private TestUser mira;
    private TestUser tom;
    private long room;

    @BeforeEach
    void createRoomWithTwoMembers() {
        mira = TestUser.create("mira");
        tom = TestUser.create("tom");
        room = mira.createRoom("private");
        mira.invite(room, tom);
    }

    @Test
    void everythingIsVisibleByDefault() {
        tom.request()
                .get("/api/me")
                .then()
                .statusCode(200)
                .body("showPresence", equalTo(true))
                .body("showTyping", equalTo(true));
    }

    @Test
    void choiceIsStoredAndOthersStayUnchanged() {
        choose("showTyping", false);

        choose("showPresence", false);
        tom.requestWith(Map.of("displayName", "Tom")).patch("/api/me").then().statusCode(200);

        tom.request().get("/api/me").then().body("showPresence", equalTo(false)).body("showTyping", equalTo(false));
        choose("showPresence", true);
        tom.request().get("/api/me").then().body("showPresence", equalTo(true)).body("showTyping", equalTo(false));
    }

    @Test
    void hidingGoesOfflineForEveryoneAtOnce() {
        try (var miraSocket = mira.openSocket();
                var tomSocket = tom.openSocket();
                var tomsPhone = tom.signInAgain().openSocket()) {
            assertThat(receiveOnline(miraSocket, tom)).isTrue();

            choose("showPresence", false);

            assertThat(onlineStates(mira)).containsExactly(false, false);
            assertThat(onlineStates(tom)).as("also when he looks himself").containsExactly(false, false);
            assertThat(receiveOnline(miraSocket, tom))
                    .as("told by the next tick")
                    .isFalse();
            tomSocket.receivePending();
            tomsPhone.receivePending();
        }
    }

    @Test
    void rapidVisibilityChangesAreSentOncePerSecond() {
        try (var miraSocket = mira.openSocket();
                var tomSocket = tom.openSocket()) {
            assertThat(receiveOnline(miraSocket, tom)).isTrue();
            var began = System.nanoTime();

            for (var time = 0; time < 20; time++) {
                choose("showPresence", time % 2 == 1);
            }

            var frames = miraSocket.receivePending().stream()
                    .filter(frame -> tom.username().equals(frame.getString("user")))
                    .count();
            assertThat(frames).isLessThanOrEqualTo(2 + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began));
            assertThat(onlineStates(mira)).containsExactly(true, true);
            tomSocket.receivePending();
        }
    }

    @Test
    void hiddenAccountConnectsUnseen() {
        choose("showPresence", false);
        var eve = TestUser.create("eve");

        try (var miraSocket = mira.openSocket()) {
            try (var tomSocket = tom.openSocket();
                    var eveSocket = eve.openSocket()) {
                assertThat(receiveOnline(miraSocket, eve))
                        .as("Eve, who came after him, is told")
                        .isTrue();
                assertThat(onlineStates(mira)).containsExactly(false, false);
                tomSocket.receivePending();
                eveSocket.receivePending();
            }
            var offline = miraSocket.receive(
                    "presence",
                    frame -> !frame.getBoolean("online")
                            && List.of(tom.username(), eve.username()).contains(frame.getString("user")));
            assertThat(offline.getString("user")).isEqualTo(eve.username());
        }
    }

    @Test
    void showingPresenceGoesOnlineAtOnce() {
        choose("showPresence", false);
        try (var miraSocket = mira.openSocket();
                var tomSocket = tom.openSocket()) {
            tomSocket.receivePending();

            choose("showPresence", true);

            assertThat(receiveOnline(miraSocket, tom)).isTrue();
            assertThat(onlineStates(mira)).containsExactly(true, true);
        }
    }

    @Test
    void hiddenTypingIsNotSent() {
        try (var miraSocket = mira.openSocket();
                var tomSocket = tom.openSocket()) {
            // The first frame comes before the delivery of a room begins, and a typing event is not kept until then.
            tom.post(room, 1);
            miraSocket.receiveMessages(room, 1);
            sendTyping(tomSocket);
            miraSocket.receive("typing");

            choose("showTyping", false);
            sendTyping(tomSocket);

            assertThat(tomSocket.receivePending())
                    .as("it is no error")
                    .extracting(frame -> frame.getString("type"))
                    .doesNotContain("error");
            miraSocket.assertNotReceived("typing");
            assertThat(onlineStates(mira)).as("presence is another choice").containsExactly(true, true);
        }
    }

    @Test
    void choiceInAnotherProcessApplies() throws SQLException {
        try (var miraSocket = mira.openSocket();
                var tomSocket = tom.openSocket()) {
            assertThat(receiveOnline(miraSocket, tom)).isTrue();

            executeSql("update account set show_presence = false, show_typing = false where username = '%s'"
                    .formatted(tom.username()));

            assertThat(receiveOnline(miraSocket, tom)).isFalse();
            await().untilAsserted(() -> assertThat(onlineStates(mira)).containsExactly(false, false));
            sendTyping(tomSocket);
            tomSocket.receivePending();
            miraSocket.assertNotReceived("typing");
        }
    }

    @Test
    void formSavesTheChoiceWithoutAScript() {
        submitSettings("presence", "on")
                .then()
                .statusCode(303)
                .header("Location", equalTo("/settings?done=visibility"));
        tom.request().get("/api/me").then().body("showPresence", equalTo(true)).body("showTyping", equalTo(false));
        var page = tom.request().get("/settings").asString();
        assertThat(page)
                .containsPattern("name=\"presence\"[^>]* checked")
                .doesNotContainPattern("name=\"typing\"[^>]* checked");

        submitSettings("typing", "on").then().statusCode(303);
        tom.request().get("/api/me").then().body("showPresence", equalTo(false)).body("showTyping", equalTo(true));
    }

    @Test
    void othersCannotChangeTheChoice() {
        given().contentType("application/json")
                .body(Map.of("showPresence", false))
                .patch("/api/me")
                .then()
                .statusCode(401);
        given().cookie("parley", tom.session())
                .header("Origin", "https://evil.example")
                .formParam("typing", "on")
                .post("/settings/visibility")
                .then()
                .statusCode(403);

        tom.request().get("/api/me").then().body("showPresence", equalTo(true));
    }

    @Test
    void invalidChoiceIsRejected() {
        tom.requestWith(Map.of("showPresence", "perhaps"))
                .patch("/api/me")
                .then()
                .statusCode(400);
        tom.requestWith(Map.of("showTyping", 1)).patch("/api/me").then().statusCode(400);
    }

    private void choose(String what, boolean shown) {
        tom.requestWith(Map.of(what, shown))
                .patch("/api/me")
                .then()
                .statusCode(200)
                .body(what, equalTo(shown));
    }

    private Response submitSettings(String name, String value) {
        return tom.request().formParam(name, value).post("/settings/visibility");
    }

    private void sendTyping(TestSocket socket) {
        socket.send("{\"type\":\"typing\",\"room\":%d}".formatted(room));
    }

    /** Tom's status in the directory and in the list of members. */
    private List<Boolean> onlineStates(TestUser viewer) {
        return List.of(
                viewer.get("/api/users?q={name}", tom.username()).getBoolean("items[0].online"),
                viewer.get("/api/rooms/{id}/members", room)
                        .getBoolean("items.find { it.username == '%s' }.online".formatted(tom.username())));
    }

    private static boolean receiveOnline(TestSocket socket, TestUser of) {
        return socket.receive("presence", frame -> frame.getString("user").equals(of.username()))
                .getBoolean("online");
    }

    private void executeSql(String statement) throws SQLException {
        try (var connection = database.getConnection();
                var change = connection.createStatement()) {
            assertThat(change.executeUpdate(statement)).isEqualTo(1);
        }
    }
}

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
        mira = TestUser.called("mira");
        tom = TestUser.called("tom");
        room = mira.makesRoom("private");
        mira.invites(room, tom);
    }

    @Test
    void everythingIsVisibleByDefault() {
        tom.asks()
                .get("/api/me")
                .then()
                .statusCode(200)
                .body("showPresence", equalTo(true))
                .body("showTyping", equalTo(true));
    }

    @Test
    void choiceIsStoredAndOthersStayUnchanged() {
        chooses("showTyping", false);

        chooses("showPresence", false);
        tom.sends(Map.of("displayName", "Tom")).patch("/api/me").then().statusCode(200);

        tom.asks().get("/api/me").then().body("showPresence", equalTo(false)).body("showTyping", equalTo(false));
        chooses("showPresence", true);
        tom.asks().get("/api/me").then().body("showPresence", equalTo(true)).body("showTyping", equalTo(false));
    }

    @Test
    void hidingGoesOfflineForEveryoneAtOnce() {
        try (var miras = mira.opensSocket();
                var toms = tom.opensSocket();
                var tomsPhone = tom.signsInAgain().opensSocket()) {
            assertThat(hears(miras, tom)).isTrue();

            chooses("showPresence", false);

            assertThat(online(mira)).containsExactly(false, false);
            assertThat(online(tom)).as("also when he looks himself").containsExactly(false, false);
            assertThat(hears(miras, tom)).as("told by the next tick").isFalse();
            toms.receiveUntilNow();
            tomsPhone.receiveUntilNow();
        }
    }

    @Test
    void rapidVisibilityChangesAreSentOncePerSecond() {
        try (var miras = mira.opensSocket();
                var toms = tom.opensSocket()) {
            assertThat(hears(miras, tom)).isTrue();
            var began = System.nanoTime();

            for (var time = 0; time < 20; time++) {
                chooses("showPresence", time % 2 == 1);
            }

            var told = miras.receiveUntilNow().stream()
                    .filter(frame -> tom.username().equals(frame.getString("user")))
                    .count();
            assertThat(told).isLessThanOrEqualTo(2 + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began));
            assertThat(online(mira)).containsExactly(true, true);
            toms.receiveUntilNow();
        }
    }

    @Test
    void hiddenAccountConnectsUnseen() {
        chooses("showPresence", false);
        var eve = TestUser.called("eve");

        try (var miras = mira.opensSocket()) {
            try (var toms = tom.opensSocket();
                    var eves = eve.opensSocket()) {
                assertThat(hears(miras, eve))
                        .as("Eve, who came after him, is told")
                        .isTrue();
                assertThat(online(mira)).containsExactly(false, false);
                toms.receiveUntilNow();
                eves.receiveUntilNow();
            }
            var gone = miras.receive(
                    "presence",
                    frame -> !frame.getBoolean("online")
                            && List.of(tom.username(), eve.username()).contains(frame.getString("user")));
            assertThat(gone.getString("user")).isEqualTo(eve.username());
        }
    }

    @Test
    void showingPresenceGoesOnlineAtOnce() {
        chooses("showPresence", false);
        try (var miras = mira.opensSocket();
                var toms = tom.opensSocket()) {
            toms.receiveUntilNow();

            chooses("showPresence", true);

            assertThat(hears(miras, tom)).isTrue();
            assertThat(online(mira)).containsExactly(true, true);
        }
    }

    @Test
    void hiddenTypingIsNotSent() {
        try (var miras = mira.opensSocket();
                var toms = tom.opensSocket()) {
            types(toms);
            miras.receive("typing");

            chooses("showTyping", false);
            types(toms);

            assertThat(toms.receiveUntilNow())
                    .as("it is no error")
                    .extracting(frame -> frame.getString("type"))
                    .doesNotContain("error");
            miras.receivesNo("typing");
            assertThat(online(mira)).as("presence is another choice").containsExactly(true, true);
        }
    }

    @Test
    void choiceInAnotherProcessApplies() throws SQLException {
        try (var miras = mira.opensSocket();
                var toms = tom.opensSocket()) {
            assertThat(hears(miras, tom)).isTrue();

            does("update account set show_presence = false, show_typing = false where username = '%s'"
                    .formatted(tom.username()));

            assertThat(hears(miras, tom)).isFalse();
            await().untilAsserted(() -> assertThat(online(mira)).containsExactly(false, false));
            types(toms);
            toms.receiveUntilNow();
            miras.receivesNo("typing");
        }
    }

    @Test
    void formSavesTheChoiceWithoutAScript() {
        settings("presence", "on").then().statusCode(303).header("Location", equalTo("/settings?done=visibility"));
        tom.asks().get("/api/me").then().body("showPresence", equalTo(true)).body("showTyping", equalTo(false));
        var page = tom.asks().get("/settings").asString();
        assertThat(page)
                .containsPattern("name=\"presence\"[^>]* checked")
                .doesNotContainPattern("name=\"typing\"[^>]* checked");

        settings("typing", "on").then().statusCode(303);
        tom.asks().get("/api/me").then().body("showPresence", equalTo(false)).body("showTyping", equalTo(true));
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

        tom.asks().get("/api/me").then().body("showPresence", equalTo(true));
    }

    @Test
    void invalidChoiceIsRejected() {
        tom.sends(Map.of("showPresence", "perhaps")).patch("/api/me").then().statusCode(400);
        tom.sends(Map.of("showTyping", 1)).patch("/api/me").then().statusCode(400);
    }

    private void chooses(String what, boolean shown) {
        tom.sends(Map.of(what, shown)).patch("/api/me").then().statusCode(200).body(what, equalTo(shown));
    }

    private Response settings(String name, String value) {
        return tom.asks().formParam(name, value).post("/settings/visibility");
    }

    private void types(TestSocket socket) {
        socket.send("{\"type\":\"typing\",\"room\":%d}".formatted(room));
    }

    /** Tom's status in the directory and in the list of members. */
    private List<Boolean> online(TestUser viewer) {
        return List.of(
                viewer.reads("/api/users?q={name}", tom.username()).getBoolean("items[0].online"),
                viewer.reads("/api/rooms/{id}/members", room)
                        .getBoolean("items.find { it.username == '%s' }.online".formatted(tom.username())));
    }

    private static boolean hears(TestSocket socket, TestUser of) {
        return socket.receive("presence", frame -> frame.getString("user").equals(of.username()))
                .getBoolean("online");
    }

    private void does(String statement) throws SQLException {
        try (var connection = database.getConnection();
                var change = connection.createStatement()) {
            assertThat(change.executeUpdate(statement)).isEqualTo(1);
        }
    }
}

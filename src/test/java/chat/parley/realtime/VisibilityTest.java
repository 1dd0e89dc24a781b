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

import chat.parley.Person;
import chat.parley.TestSocket;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

/** What people let others see of them. */
@QuarkusTest
class VisibilityTest {

    @Inject
    AgroalDataSource database;

    private Person mira;
    private Person tom;
    private long room;

    @BeforeEach
    void twoInARoom() {
        mira = Person.called("mira");
        tom = Person.called("tom");
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
        try (var miras = mira.listens();
                var toms = tom.listens();
                var tomsPhone = tom.elsewhere().listens()) {
            assertThat(hears(miras, tom)).isTrue();

            chooses("showPresence", false);

            assertThat(online(mira)).containsExactly(false, false);
            assertThat(online(tom)).as("also when he looks himself").containsExactly(false, false);
            assertThat(hears(miras, tom)).as("told by the next tick").isFalse();
            toms.hearsUntilNow();
            tomsPhone.hearsUntilNow();
        }
    }

    @Test
    void rapidVisibilityChangesAreSentOncePerSecond() {
        try (var miras = mira.listens();
                var toms = tom.listens()) {
            assertThat(hears(miras, tom)).isTrue();
            var began = System.nanoTime();

            for (var time = 0; time < 20; time++) {
                chooses("showPresence", time % 2 == 1);
            }

            var told = miras.hearsUntilNow().stream()
                    .filter(frame -> tom.username().equals(frame.getString("user")))
                    .count();
            assertThat(told).isLessThanOrEqualTo(2 + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began));
            assertThat(online(mira)).containsExactly(true, true);
            toms.hearsUntilNow();
        }
    }

    @Test
    void hiddenAccountConnectsUnseen() {
        chooses("showPresence", false);
        var eve = Person.called("eve");

        try (var miras = mira.listens()) {
            try (var toms = tom.listens();
                    var eves = eve.listens()) {
                assertThat(hears(miras, eve))
                        .as("Eve, who came after him, is told")
                        .isTrue();
                assertThat(online(mira)).containsExactly(false, false);
                toms.hearsUntilNow();
                eves.hearsUntilNow();
            }
            var gone = miras.hears(
                    "presence",
                    frame -> !frame.getBoolean("online")
                            && List.of(tom.username(), eve.username()).contains(frame.getString("user")));
            assertThat(gone.getString("user")).isEqualTo(eve.username());
        }
    }

    @Test
    void showingPresenceGoesOnlineAtOnce() {
        chooses("showPresence", false);
        try (var miras = mira.listens();
                var toms = tom.listens()) {
            toms.hearsUntilNow();

            chooses("showPresence", true);

            assertThat(hears(miras, tom)).isTrue();
            assertThat(online(mira)).containsExactly(true, true);
        }
    }

    @Test
    void hiddenTypingIsNotSent() {
        try (var miras = mira.listens();
                var toms = tom.listens()) {
            types(toms);
            miras.hears("typing");

            chooses("showTyping", false);
            types(toms);

            assertThat(toms.hearsUntilNow())
                    .as("it is no error")
                    .extracting(frame -> frame.getString("type"))
                    .doesNotContain("error");
            miras.hearsNo("typing");
            assertThat(online(mira)).as("presence is another choice").containsExactly(true, true);
        }
    }

    @Test
    void choiceInAnotherProcessApplies() throws SQLException {
        try (var miras = mira.listens();
                var toms = tom.listens()) {
            assertThat(hears(miras, tom)).isTrue();

            does("update account set show_presence = false, show_typing = false where username = '%s'"
                    .formatted(tom.username()));

            assertThat(hears(miras, tom)).isFalse();
            await().untilAsserted(() -> assertThat(online(mira)).containsExactly(false, false));
            types(toms);
            toms.hearsUntilNow();
            miras.hearsNo("typing");
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

    private void types(TestSocket ear) {
        ear.says("{\"type\":\"typing\",\"room\":%d}".formatted(room));
    }

    /** How Tom looks in the list of people and in that of the room. */
    private List<Boolean> online(Person viewer) {
        return List.of(
                viewer.reads("/api/users?q={name}", tom.username()).getBoolean("items[0].online"),
                viewer.reads("/api/rooms/{id}/members", room)
                        .getBoolean("items.find { it.username == '%s' }.online".formatted(tom.username())));
    }

    private static boolean hears(TestSocket ear, Person of) {
        return ear.hears("presence", frame -> frame.getString("user").equals(of.username()))
                .getBoolean("online");
    }

    private void does(String statement) throws SQLException {
        try (var connection = database.getConnection();
                var change = connection.createStatement()) {
            assertThat(change.executeUpdate(statement)).isEqualTo(1);
        }
    }
}

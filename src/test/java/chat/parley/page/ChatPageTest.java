package chat.parley.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import chat.parley.TestUser;
import io.quarkus.test.junit.QuarkusTest;

/** The page before any script runs. */
@QuarkusTest
class ChatPageTest {

    private static final String EVIL = "<script>alert('x')</script>\"'{evil}";

    private TestUser mira;
    private long room;

    @BeforeEach
    void createRoom() {
        mira = TestUser.create("mira");
        room = mira.createRoom("private");
    }

    @Test
    void anonymousVisitorIsSentToSignIn() {
        given().redirects().follow(false).get("/").then().statusCode(303).header("Location", equalTo("/login"));
        given().redirects()
                .follow(false)
                .get("/rooms/" + room)
                .then()
                .statusCode(303)
                .header("Location", equalTo("/login"));
    }

    @Test
    void firstPageContainsRoomsPeopleAndNewestMessages() {
        mira.post(room, 30);

        var page = page("/rooms/" + room);

        assertThat(articles(page)).as("25 messages and the template of one").isEqualTo(25 + 1);
        assertThat(page).contains("message 30", "message 6").doesNotContain("message 5<");
        assertThat(page)
                .contains(
                        "data-room=\"" + room + "\"", "data-version=\"30\"", "aria-label=\"Rooms\"", "Direct messages");
    }

    @Test
    void linkToAMessageShowsItsContext() {
        mira.post(room, 60);

        var page = page("/rooms/" + room + "?at=30");

        assertThat(articles(page)).isEqualTo(25 + 1);
        assertThat(page)
                .contains("message 18<", "message 42<", "data-at=\"30\"", "data-later")
                .doesNotContain("message 17<", "message 43<");
    }

    @ParameterizedTest
    @ValueSource(strings = {"31", "0", "-1", "99999999999999999999999", "nonsense", "", "1.5", "%00", "<script>"})
    void linkToAMissingMessageShowsTheNewest(String at) {
        mira.post(room, 30);

        var page = mira.request()
                .queryParam("at", at)
                .get("/rooms/" + room)
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(articles(page)).isEqualTo(25 + 1);
        assertThat(page).contains("message 30<").doesNotContain("data-at=", "data-later", "message 5<");
    }

    @Test
    void startPageShowsTheMostRecentRoom() {
        var garden = mira.createRoom("private");
        mira.post(garden, "in the garden");
        mira.post(room, "in the room");

        assertThat(page("/")).contains("in the room").doesNotContain("in the garden");
    }

    @Test
    void startPageShowsTheRoomThatTheBrowserShowedLast() {
        var garden = mira.createRoom("private");
        mira.post(garden, "in the garden");
        mira.post(room, "in the room");
        var secret = TestUser.create("eve").createRoom("private");

        assertThat(startPage("room", String.valueOf(garden))).contains("in the garden");
        for (var other : new String[] {String.valueOf(secret), "0", "x", "9".repeat(30)}) {
            assertThat(startPage("room", other)).contains("in the room");
        }
    }

    private String startPage(String cookie, String value) {
        return mira.request()
                .cookie(cookie, value)
                .get("/")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    @Test
    void invisibleRoomIsNotFound() {
        var eve = TestUser.create("eve");

        eve.request()
                .get("/rooms/" + room)
                .then()
                .statusCode(404)
                .body(containsString("Room not found"))
                .body(not(containsString("data-room=\"" + room + "\"")));
        mira.request().get("/rooms/" + room).then().statusCode(200);
    }

    @Test
    void userTextIsEscaped() {
        mira.requestWith(Map.of("displayName", EVIL)).patch("/api/me").then().statusCode(200);
        mira.requestWith(Map.of("name", EVIL, "topic", EVIL))
                .patch("/api/rooms/{id}", room)
                .then()
                .statusCode(200);
        mira.post(room, EVIL);

        assertThat(page("/rooms/" + room)).doesNotContain("<script>alert").contains("&lt;script&gt;alert");
    }

    @Test
    void pageLoadsOnlyOwnScriptsAndStyles() {
        for (var path : new String[] {"/rooms/" + room, "/login", "/signup"}) {
            var answer = mira.request()
                    .get(path)
                    .then()
                    .statusCode(200)
                    .header("Content-Security-Policy", containsString("default-src 'none'"))
                    .header("Content-Security-Policy", not(containsString("unsafe")))
                    .header("X-Content-Type-Options", equalTo("nosniff"))
                    .header("Cache-Control", equalTo("no-store"))
                    .extract();
            assertThat(answer.headers().getList("X-Content-Type-Options")).hasSize(1);

            assertThat(answer.asString())
                    .doesNotContainPattern("(?i)<script(?![^>]*\\bsrc=|\\s+type=\"application/json\")")
                    .doesNotContainPattern("(?i)<style")
                    .doesNotContainPattern("(?i)\\sstyle=")
                    .doesNotContainPattern("(?i)<[^>]+\\son[a-z]+=");
        }
    }

    @Test
    void scriptsAndStylesAreServed() {
        var page = page("/login");
        var script = Pattern.compile("<script[^>]+src=\"([^\"]+)\"").matcher(page);
        var style =
                Pattern.compile("<link rel=\"stylesheet\" href=\"([^\"]+)\"").matcher(page);
        assertThat(script.find()).isTrue();
        assertThat(style.find()).isTrue();

        given().get(script.group(1)).then().statusCode(200).header("X-Content-Type-Options", equalTo("nosniff"));
        given().get(style.group(1)).then().statusCode(200);
        given().get("/static/icon.svg").then().statusCode(200);
    }

    private String page(String path) {
        return mira.request().get(path).then().statusCode(200).extract().asString();
    }

    private static int articles(String page) {
        return (int) Pattern.compile("<article").matcher(page).results().count();
    }
}

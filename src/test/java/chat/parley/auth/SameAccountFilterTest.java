package chat.parley.auth;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import chat.parley.TestUser;
import chat.parley.problem.Problem;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;

/** Requests from Mira's page after Tom has signed in in another tab of the same browser. */
@QuarkusTest
class SameAccountFilterTest {

    private TestUser mira;
    private TestUser tom;
    private long room;

    @BeforeEach
    void createRoomOfBoth() {
        mira = TestUser.create("mira");
        tom = TestUser.create("tom");
        room = mira.createRoom("public");
        tom.join(room);
    }

    @Test
    void messageIsNotSentAfterAnAccountSwitch() {
        tom.requestWith(Map.of("body", "from Mira", "clientId", "one"))
                .header("Parley-Account", mira.username())
                .post("/api/rooms/{id}/messages", room)
                .then()
                .statusCode(412)
                .contentType(Problem.MEDIA_TYPE)
                .body("status", equalTo(412));

        mira.request().get("/api/rooms/{id}", room).then().body("seq", equalTo(0));
    }

    @Test
    void nothingIsReadAfterAnAccountSwitch() {
        tom.request()
                .header("Parley-Account", mira.username())
                .get("/api/rooms/{id}", room)
                .then()
                .statusCode(412);
    }

    @Test
    void matchingAccountIsAccepted() {
        mira.requestWith(Map.of("body", "from Mira", "clientId", "one"))
                .header("Parley-Account", mira.username())
                .post("/api/rooms/{id}/messages", room)
                .then()
                .statusCode(201)
                .body("author.username", equalTo(mira.username()));
    }

    @Test
    void signedOutRequestIsUnauthorized() {
        given().header("Parley-Account", mira.username())
                .contentType(ContentType.JSON)
                .get("/api/me")
                .then()
                .statusCode(401);
    }
}

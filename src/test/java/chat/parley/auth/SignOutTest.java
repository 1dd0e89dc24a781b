package chat.parley.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import chat.parley.TestSocket;
import chat.parley.TestUser;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class SignOutTest {

    private static final int NOT_ALLOWED = 1008;

    private TestUser mira;

    @BeforeEach
    void createUser() {
        mira = TestUser.create("mira");
    }

    @Test
    void browserForgetsTheSession() {
        var response = mira.request().post("/logout");

        response.then().statusCode(303).header("Location", equalTo("/login"));
        assertThat(response.detailedCookie("parley").getValue()).isEmpty();
        assertThat(response.detailedCookie("parley").getMaxAge()).isZero();
        assertThat(response.detailedCookie("parley").getPath()).isEqualTo("/");
    }

    @Test
    void copiedCookieIsInvalidAfterwards() {
        var copied = mira.session();
        given().cookie("parley", copied).get("/api/me").then().statusCode(200);

        mira.signOut();

        given().cookie("parley", copied).get("/api/me").then().statusCode(401);
        TestSocket.rejectedUpgrade(copied, TestUser.origin(), 401);
    }

    @Test
    void otherSessionsContinue() {
        var elsewhere = mira.signInAgain();

        mira.signOut();

        elsewhere.get("/api/me");
        mira.request().get("/api/me").then().statusCode(401);
    }

    @Test
    void onlySocketsOfTheSessionClose() {
        var elsewhere = mira.signInAgain();
        try (var here = mira.openSocket();
                var there = elsewhere.openSocket()) {

            mira.signOut();

            assertThat(here.closeCode()).isEqualTo(NOT_ALLOWED);
            there.receivePending();
        }
    }

    @Test
    void signingOutTwiceIsNoError() {
        mira.signOut();

        mira.signOut();
    }
}

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
        mira = TestUser.called("mira");
    }

    @Test
    void browserForgetsTheSession() {
        var response = mira.asks().post("/logout");

        response.then().statusCode(303).header("Location", equalTo("/login"));
        assertThat(response.detailedCookie("parley").getValue()).isEmpty();
        assertThat(response.detailedCookie("parley").getMaxAge()).isZero();
        assertThat(response.detailedCookie("parley").getPath()).isEqualTo("/");
    }

    @Test
    void copiedCookieIsInvalidAfterwards() {
        var copied = mira.session();
        given().cookie("parley", copied).get("/api/me").then().statusCode(200);

        mira.signsOut();

        given().cookie("parley", copied).get("/api/me").then().statusCode(401);
        TestSocket.rejectedUpgrade(copied, TestUser.origin(), 401);
    }

    @Test
    void otherSessionsContinue() {
        var elsewhere = mira.signsInAgain();

        mira.signsOut();

        elsewhere.reads("/api/me");
        mira.asks().get("/api/me").then().statusCode(401);
    }

    @Test
    void onlySocketsOfTheSessionClose() {
        var elsewhere = mira.signsInAgain();
        try (var here = mira.opensSocket();
                var there = elsewhere.opensSocket()) {

            mira.signsOut();

            assertThat(here.closeCode()).isEqualTo(NOT_ALLOWED);
            there.receiveUntilNow();
        }
    }

    @Test
    void signingOutTwiceIsNoError() {
        mira.signsOut();

        mira.signsOut();
    }
}

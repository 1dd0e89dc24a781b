package chat.parley.auth.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import chat.parley.TestUser;
import chat.parley.problem.Problem;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

/** Changing the password. */
@QuarkusTest
class PasswordTest {

    private static final String NEW_PASSWORD = "wrong donkey engine";
    private static final int NOT_ALLOWED = 1008;

    private TestUser mira;
    private TestUser elsewhere;

    @BeforeEach
    void createUserWithTwoSessions() {
        mira = TestUser.create("mira");
        elsewhere = mira.signInAgain();
    }

    @Test
    void newPasswordReplacesTheOldOne() {
        changePassword(TestUser.PASSWORD, NEW_PASSWORD).then().statusCode(204);

        TestUser.postLogin(mira.username(), NEW_PASSWORD).then().header("Location", equalTo("/"));
        TestUser.postLogin(mira.username(), TestUser.PASSWORD).then().header("Location", equalTo("/login?error"));
    }

    @Test
    void otherSessionsEndAndTheCurrentOneContinues() {
        elsewhere.get("/api/me");

        changePassword(TestUser.PASSWORD, NEW_PASSWORD).then().statusCode(204);

        elsewhere.request().get("/api/me").then().statusCode(401);
        mira.get("/api/me");
    }

    @Test
    void socketsOfOtherSessionsClose() {
        try (var here = mira.openSocket();
                var there = elsewhere.openSocket()) {

            changePassword(TestUser.PASSWORD, NEW_PASSWORD).then().statusCode(204);

            assertThat(there.closeCode()).isEqualTo(NOT_ALLOWED);
            here.receivePending();
        }
    }

    @Test
    void sessionsOfOtherAccountsContinue() {
        var tom = TestUser.create("tom");

        changePassword(TestUser.PASSWORD, NEW_PASSWORD).then().statusCode(204);

        tom.get("/api/me");
    }

    @Test
    void wrongCurrentPasswordChangesNothing() {
        changePassword("not the password", NEW_PASSWORD)
                .then()
                .statusCode(400)
                .contentType(Problem.MEDIA_TYPE)
                .body("violations.field", contains("current"));

        elsewhere.get("/api/me");
        TestUser.postLogin(mira.username(), TestUser.PASSWORD).then().header("Location", equalTo("/"));
        TestUser.postLogin(mira.username(), NEW_PASSWORD).then().header("Location", equalTo("/login?error"));
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 257})
    void newPasswordOutOfBoundsIsReported(int length) {
        changePassword(TestUser.PASSWORD, "p".repeat(length))
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("replacement"));

        elsewhere.get("/api/me");
    }

    @ParameterizedTest
    @ValueSource(strings = {"current", "replacement"})
    void missingFieldsAreReported(String field) {
        var other = "current".equals(field) ? "replacement" : "current";

        mira.requestWith(Map.of(other, TestUser.PASSWORD))
                .put("/api/me/password")
                .then()
                .statusCode(400)
                .body("violations.field", contains(field));
    }

    private Response changePassword(String current, String replacement) {
        return mira.requestWith(Map.of("current", current, "replacement", replacement))
                .put("/api/me/password");
    }
}

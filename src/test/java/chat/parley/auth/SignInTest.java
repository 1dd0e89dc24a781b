package chat.parley.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import chat.parley.TestUser;
import chat.parley.account.Account;
import chat.parley.admin.AdminActions;
import chat.parley.audit.AuditEntry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.DisabledOnIntegrationTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

@QuarkusTest
class SignInTest {

    private TestUser mira;

    @BeforeEach
    void createUser() {
        mira = TestUser.create("mira");
    }

    @Test
    void correctPasswordSignsIn() {
        var response = TestUser.postLogin(mira.username(), TestUser.PASSWORD);

        response.then().statusCode(303).header("Location", equalTo("/"));
        given().cookie("parley", response.cookie("parley"))
                .get("/api/me")
                .then()
                .statusCode(200)
                .body("username", equalTo(mira.username()));
    }

    @Test
    void sessionCookieIsHttpOnlyAndSameSite() {
        var cookie = TestUser.postLogin(mira.username(), TestUser.PASSWORD).detailedCookie("parley");

        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getSameSite()).isEqualToIgnoringCase("Lax");
        assertThat(cookie.getPath()).isEqualTo("/");
        assertThat(cookie.getDomain()).as("this host alone").isNull();
        assertThat(cookie.isSecured())
                .as("without TLS a browser would not send it back")
                .isFalse();
        assertThat(cookie.getMaxAge()).isEqualTo(Duration.ofDays(30).toSeconds());
    }

    @Test
    @DisabledOnIntegrationTest("Turns back the clock in the database")
    void olderPasswordHashIsAccepted() {
        setSessionStart(mira, Duration.ofDays(3_650));

        var response = TestUser.postLogin(mira.username(), TestUser.PASSWORD);

        response.then().statusCode(303).header("Location", equalTo("/"));
        given().redirects()
                .follow(false)
                .cookie("parley", response.cookie("parley"))
                .get("/")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong password", "", "Correct horse battery", "correct horse battery "})
    void wrongPasswordIsRejected(String password) {
        assertRejected(TestUser.postLogin(mira.username(), password));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody-has-this-name", "", "m", "!", "' or ''='"})
    void unknownUsernameLooksLikeAWrongPassword(String name) {
        assertRejected(TestUser.postLogin(name, TestUser.PASSWORD));
    }

    @Test
    void emptyFormIsRejected() {
        assertRejected(given().redirects()
                .follow(false)
                .contentType("application/x-www-form-urlencoded")
                .post("/login"));
    }

    @Test
    void tooLongPasswordIsWrong() {
        assertRejected(TestUser.postLogin(mira.username(), "p".repeat(257)));
    }

    @Test
    void everySignInCreatesASession() {
        var elsewhere = mira.signInAgain();

        assertThat(elsewhere.session()).isNotEqualTo(mira.session());
        mira.get("/api/me");
        elsewhere.get("/api/me");
    }

    @Test
    void presentedSessionIsNotAdopted() {
        var planted = "x".repeat(43);

        var given = given().redirects()
                .follow(false)
                .cookie("parley", planted)
                .header("Origin", TestUser.origin())
                .formParam("username", mira.username())
                .formParam("password", TestUser.PASSWORD)
                .post("/login");

        assertThat(given.cookie("parley")).isNotBlank().isNotEqualTo(planted);
        given().cookie("parley", planted).get("/api/me").then().statusCode(401);
    }

    @Test
    void disabledAccountCannotSignIn() {
        TestUser.postLogin(mira.username(), TestUser.PASSWORD).then().header("Location", equalTo("/"));

        AdminActions.disable(mira);

        assertRejected(TestUser.postLogin(mira.username(), TestUser.PASSWORD));
    }

    @Test
    void sessionOfADisabledAccountIsRejectedAtOnce() {
        mira.get("/api/me");

        AdminActions.disable(mira);

        mira.request().get("/api/me").then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "%00", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"})
    void inventedSessionIsRejected(String session) {
        given().cookie("parley", session).get("/api/me").then().statusCode(401);
    }

    private static void setSessionStart(TestUser person, Duration ago) {
        var then = Instant.now().minus(ago);
        QuarkusTransaction.requiringNew().run(() -> {
            assertThat(Account.update("createdAt = ?1 where username = ?2", then, person.username()))
                    .isEqualTo(1);
            AuditEntry.update("createdAt = ?1 where actor = ?2", then, person.username());
        });
    }

    private static void assertRejected(Response response) {
        response.then().statusCode(303).header("Location", equalTo("/login?error"));
        assertThat(response.cookies()).isEmpty();
    }
}

package chat.parley.auth.email;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import chat.parley.Concurrently;
import chat.parley.TestUser;
import chat.parley.admin.AdminActions;
import chat.parley.auth.Token;
import chat.parley.problem.Problem;
import io.quarkus.mailer.MockMailbox;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;

/** Resetting a forgotten password. */
@QuarkusTest
class PasswordResetTest {

    private static final String NEW_PASSWORD = "wrong donkey engine";
    private static final int NOT_ALLOWED = 1008;

    @Inject
    MockMailbox mailbox;

    private TestUser mira;
    private String address;

    @BeforeEach
    void createUserWithEmail() {
        mira = TestUser.create("mira");
        address = mira.username() + "@example.org";
        mira.requestWith(Map.of("email", address, "password", TestUser.PASSWORD))
                .patch("/api/me")
                .then()
                .statusCode(200);
    }

    @Test
    void mailedLinkSetsThePassword() {
        resetPassword(requestToken(), NEW_PASSWORD).then().statusCode(204);

        TestUser.postLogin(mira.username(), NEW_PASSWORD).then().header("Location", equalTo("/"));
        TestUser.postLogin(mira.username(), TestUser.PASSWORD).then().header("Location", equalTo("/login?error"));
    }

    @Test
    void addressIsCaseInsensitive() {
        requestReset(" " + address.toUpperCase(Locale.ROOT)).then().statusCode(400);
        requestReset(address.toUpperCase(Locale.ROOT)).then().statusCode(202);

        ReceivedMail.to(mailbox, address, ReceivedMail.RESET);
    }

    @Test
    void allSessionsEndAndNoneBegins() {
        var token = requestToken();
        try (var socket = mira.openSocket()) {

            var response = resetPassword(token, NEW_PASSWORD);

            assertThat(response.cookies()).isEmpty();
            assertThat(socket.closeCode()).isEqualTo(NOT_ALLOWED);
        }
        mira.request().get("/api/me").then().statusCode(401);
    }

    @Test
    void ownerIsNotified() {
        resetPassword(requestToken(), NEW_PASSWORD).then().statusCode(204);

        assertThat(ReceivedMail.to(mailbox, address, ReceivedMail.PASSWORD_CHANGED)
                        .getText())
                .doesNotContain(NEW_PASSWORD);
    }

    @Test
    void unknownAddressGetsTheSameResponseAndNoMail() {
        var unknown = TestUser.unique("nobody") + "@example.org";

        var response = requestReset(unknown);
        var known = requestReset(address);

        response.then().statusCode(202);
        assertThat(response.asString()).isEqualTo(known.asString());
        assertThat(response.headers().asList().stream().map(header -> header.getName()))
                .isEqualTo(known.headers().asList().stream()
                        .map(header -> header.getName())
                        .toList());
        ReceivedMail.to(mailbox, address, ReceivedMail.RESET);
        assertThat(mailbox.getMailsSentTo(unknown))
                .as("sent in the order of asking, so it would be here")
                .isEmpty();
    }

    @Test
    void disabledAccountGetsNoMail() {
        AdminActions.disable(mira);
        var tom = TestUser.create("tom");
        var toms = tom.username() + "@example.org";
        tom.requestWith(Map.of("email", toms, "password", TestUser.PASSWORD))
                .patch("/api/me")
                .then()
                .statusCode(200);

        requestReset(address).then().statusCode(202);
        requestReset(toms).then().statusCode(202);

        ReceivedMail.to(mailbox, toms, ReceivedMail.RESET);
        assertThat(ReceivedMail.all(mailbox, address, ReceivedMail.RESET)).isEmpty();
    }

    @Test
    void linkOfAnAccountDisabledLaterIsInvalid() {
        var token = requestToken();

        AdminActions.disable(mira);

        assertGone(resetPassword(token, NEW_PASSWORD));
    }

    @Test
    void linkWorksOnce() {
        var token = requestToken();
        resetPassword(token, NEW_PASSWORD).then().statusCode(204);

        assertGone(resetPassword(token, "another donkey engine"));

        TestUser.postLogin(mira.username(), NEW_PASSWORD).then().header("Location", equalTo("/"));
    }

    @Test
    void oneOfConcurrentResetsSucceeds() {
        var token = requestToken();

        var responses = IntStream.range(0, 20)
                .mapToObj(number -> Concurrently.supplyAsync(
                        () -> resetPassword(token, NEW_PASSWORD + number).statusCode()))
                .toList()
                .stream()
                .map(response -> response.join())
                .toList();

        assertThat(responses).filteredOn(status -> status == 204).hasSize(1);
        assertThat(responses).filteredOn(status -> status != 204).allMatch(status -> status == 410 || status == 429);
    }

    @Test
    void usingALinkInvalidatesTheOthers() {
        requestReset(address).then().statusCode(202);
        requestReset(address).then().statusCode(202);
        var mails = ReceivedMail.to(mailbox, address, ReceivedMail.RESET, 2);

        resetPassword(ReceivedMail.token(mails.get(1)), NEW_PASSWORD).then().statusCode(204);

        assertGone(resetPassword(ReceivedMail.token(mails.get(0)), NEW_PASSWORD));
    }

    @Test
    void linkExpiresAfterHalfAnHour() {
        var token = requestToken();
        var aged = QuarkusTransaction.requiringNew()
                .call(() -> MailedLink.update(
                        "expiresAt = ?1 where tokenHash = ?2", Instant.now().minusSeconds(1), new Token(token).hash()));
        assertThat(aged).isEqualTo(1);

        assertGone(resetPassword(token, NEW_PASSWORD));
    }

    @Test
    void linkToAFormerAddressIsInvalid() {
        var token = requestToken();

        mira.requestWith(Map.of("email", "new-" + address, "password", TestUser.PASSWORD))
                .patch("/api/me")
                .then()
                .statusCode(200);

        assertGone(resetPassword(token, NEW_PASSWORD));
    }

    @Test
    void passwordChangeInvalidatesLinks() {
        var token = requestToken();

        mira.requestWith(Map.of("current", TestUser.PASSWORD, "replacement", NEW_PASSWORD))
                .put("/api/me/password")
                .then()
                .statusCode(204);

        assertGone(resetPassword(token, "another donkey engine"));
    }

    @Test
    void verificationLinkDoesNotResetThePassword() {
        var token = ReceivedMail.token(ReceivedMail.to(mailbox, address, ReceivedMail.ADDRESS));

        assertGone(resetPassword(token, NEW_PASSWORD));

        given().put("/api/verified-addresses/{token}", token).then().statusCode(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "\u0000", "' or ''='", "ü"})
    void inventedTokenIsGone(String token) {
        assertGone(resetPassword(token, NEW_PASSWORD));
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "password123", "mira@example.org"})
    void rejectedPasswordDoesNotUseUpTheLink(String weak) {
        var token = requestToken();

        resetPassword(token, weak)
                .then()
                .statusCode(400)
                .contentType(Problem.MEDIA_TYPE)
                .body("violations.field", hasItem("password"));

        resetPassword(token, NEW_PASSWORD).then().statusCode(204);
    }

    @Test
    void linkPointsToTheConfiguredSite() {
        given().header("Host", "evil.example")
                .header("X-Forwarded-Host", "evil.example")
                .contentType(ContentType.JSON)
                .body(Map.of("email", address))
                .post("/api/password-resets")
                .then()
                .statusCode(202);

        var mail = ReceivedMail.to(mailbox, address, ReceivedMail.RESET);
        assertThat(mail.getText()).contains("http://localhost:").doesNotContain("evil");
        assertThat(mail.getHtml()).contains("http://localhost:").doesNotContain("evil");
    }

    @Test
    void onlyTheHashOfTheTokenIsStored() {
        var token = requestToken();

        var links = QuarkusTransaction.requiringNew().call(() -> MailedLink.<MailedLink>list("email = ?1", address));

        assertThat(links)
                .isNotEmpty()
                .allSatisfy(link -> assertThat(new String(link.tokenHash)).doesNotContain(token));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"email\":\"\"}",
                "{\"email\":\"mira\"}",
                "{\"email\":null}",
                "{\"email\":\"a\\u0000@example.org\"}"
            })
    void invalidAddressIsReported(String body) {
        given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/password-resets")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("email"));
    }

    private String requestToken() {
        requestReset(address).then().statusCode(202);
        return ReceivedMail.token(ReceivedMail.to(mailbox, address, ReceivedMail.RESET));
    }

    private static Response requestReset(String email) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("email", email))
                .post("/api/password-resets");
    }

    private static Response resetPassword(String token, String password) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("password", password))
                .put("/api/password-resets/{token}", token);
    }

    private static void assertGone(Response response) {
        response.then().statusCode(410).contentType(Problem.MEDIA_TYPE);
    }
}

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

    private static final String NEW = "wrong donkey engine";
    private static final int NOT_ALLOWED = 1008;

    @Inject
    MockMailbox mailbox;

    private TestUser mira;
    private String address;

    @BeforeEach
    void createUserWithEmail() {
        mira = TestUser.called("mira");
        address = mira.username() + "@example.org";
        mira.sends(Map.of("email", address, "password", TestUser.PASSWORD))
                .patch("/api/me")
                .then()
                .statusCode(200);
    }

    @Test
    void mailedLinkSetsThePassword() {
        resets(askedFor(), NEW).then().statusCode(204);

        TestUser.signIn(mira.username(), NEW).then().header("Location", equalTo("/"));
        TestUser.signIn(mira.username(), TestUser.PASSWORD).then().header("Location", equalTo("/login?error"));
    }

    @Test
    void addressIsCaseInsensitive() {
        asks(" " + address.toUpperCase(Locale.ROOT)).then().statusCode(400);
        asks(address.toUpperCase(Locale.ROOT)).then().statusCode(202);

        ReceivedMail.to(mailbox, address, ReceivedMail.RESET);
    }

    @Test
    void allSessionsEndAndNoneBegins() {
        var token = askedFor();
        try (var socket = mira.opensSocket()) {

            var answer = resets(token, NEW);

            assertThat(answer.cookies()).isEmpty();
            assertThat(socket.closeCode()).isEqualTo(NOT_ALLOWED);
        }
        mira.asks().get("/api/me").then().statusCode(401);
    }

    @Test
    void ownerIsNotified() {
        resets(askedFor(), NEW).then().statusCode(204);

        assertThat(ReceivedMail.to(mailbox, address, ReceivedMail.PASSWORD_CHANGED)
                        .getText())
                .doesNotContain(NEW);
    }

    @Test
    void unknownAddressGetsTheSameResponseAndNoMail() {
        var unknown = TestUser.unique("nobody") + "@example.org";

        var answer = asks(unknown);
        var known = asks(address);

        answer.then().statusCode(202);
        assertThat(answer.asString()).isEqualTo(known.asString());
        assertThat(answer.headers().asList().stream().map(header -> header.getName()))
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
        AdminActions.disables(mira);
        var tom = TestUser.called("tom");
        var toms = tom.username() + "@example.org";
        tom.sends(Map.of("email", toms, "password", TestUser.PASSWORD))
                .patch("/api/me")
                .then()
                .statusCode(200);

        asks(address).then().statusCode(202);
        asks(toms).then().statusCode(202);

        ReceivedMail.to(mailbox, toms, ReceivedMail.RESET);
        assertThat(ReceivedMail.all(mailbox, address, ReceivedMail.RESET)).isEmpty();
    }

    @Test
    void linkOfAnAccountDisabledLaterIsInvalid() {
        var token = askedFor();

        AdminActions.disables(mira);

        isGone(resets(token, NEW));
    }

    @Test
    void linkWorksOnce() {
        var token = askedFor();
        resets(token, NEW).then().statusCode(204);

        isGone(resets(token, "another donkey engine"));

        TestUser.signIn(mira.username(), NEW).then().header("Location", equalTo("/"));
    }

    @Test
    void oneOfConcurrentResetsSucceeds() {
        var token = askedFor();

        var answers = IntStream.range(0, 20)
                .mapToObj(number -> Concurrently.supplyAsync(
                        () -> resets(token, NEW + number).statusCode()))
                .toList()
                .stream()
                .map(answer -> answer.join())
                .toList();

        assertThat(answers).filteredOn(status -> status == 204).hasSize(1);
        assertThat(answers).filteredOn(status -> status != 204).allMatch(status -> status == 410 || status == 429);
    }

    @Test
    void usingALinkInvalidatesTheOthers() {
        asks(address).then().statusCode(202);
        asks(address).then().statusCode(202);
        var mails = ReceivedMail.to(mailbox, address, ReceivedMail.RESET, 2);

        resets(ReceivedMail.token(mails.get(1)), NEW).then().statusCode(204);

        isGone(resets(ReceivedMail.token(mails.get(0)), NEW));
    }

    @Test
    void linkExpiresAfterHalfAnHour() {
        var token = askedFor();
        var aged = QuarkusTransaction.requiringNew()
                .call(() -> MailedLink.update(
                        "expiresAt = ?1 where tokenHash = ?2", Instant.now().minusSeconds(1), new Token(token).hash()));
        assertThat(aged).isEqualTo(1);

        isGone(resets(token, NEW));
    }

    @Test
    void linkToAFormerAddressIsInvalid() {
        var token = askedFor();

        mira.sends(Map.of("email", "new-" + address, "password", TestUser.PASSWORD))
                .patch("/api/me")
                .then()
                .statusCode(200);

        isGone(resets(token, NEW));
    }

    @Test
    void passwordChangeInvalidatesLinks() {
        var token = askedFor();

        mira.sends(Map.of("current", TestUser.PASSWORD, "replacement", NEW))
                .put("/api/me/password")
                .then()
                .statusCode(204);

        isGone(resets(token, "another donkey engine"));
    }

    @Test
    void verificationLinkDoesNotResetThePassword() {
        var token = ReceivedMail.token(ReceivedMail.to(mailbox, address, ReceivedMail.ADDRESS));

        isGone(resets(token, NEW));

        given().put("/api/verified-addresses/{token}", token).then().statusCode(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "\u0000", "' or ''='", "ü"})
    void inventedTokenIsGone(String token) {
        isGone(resets(token, NEW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "password123", "mira@example.org"})
    void rejectedPasswordDoesNotUseUpTheLink(String weak) {
        var token = askedFor();

        resets(token, weak)
                .then()
                .statusCode(400)
                .contentType(Problem.MEDIA_TYPE)
                .body("violations.field", hasItem("password"));

        resets(token, NEW).then().statusCode(204);
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
        var token = askedFor();

        var kept = QuarkusTransaction.requiringNew().call(() -> MailedLink.<MailedLink>list("email = ?1", address));

        assertThat(kept)
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

    private String askedFor() {
        asks(address).then().statusCode(202);
        return ReceivedMail.token(ReceivedMail.to(mailbox, address, ReceivedMail.RESET));
    }

    private static Response asks(String email) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("email", email))
                .post("/api/password-resets");
    }

    private static Response resets(String token, String password) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("password", password))
                .put("/api/password-resets/{token}", token);
    }

    private static void isGone(Response answer) {
        answer.then().statusCode(410).contentType(Problem.MEDIA_TYPE);
    }
}

package chat.parley.auth.email;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import chat.parley.TestUser;
import io.quarkus.mailer.MockMailbox;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

/** Verification of the email address of an account. */
@QuarkusTest
class EmailVerificationTest {

    @Inject
    MockMailbox mailbox;

    private TestUser mira;
    private String address;

    @BeforeEach
    void signUpWithEmail() {
        var name = TestUser.unique("mira");
        address = name + "@example.org";
        TestUser.signUp(Map.of(
                        "username",
                        name,
                        "password",
                        TestUser.PASSWORD,
                        "displayName",
                        "Eve <b>Evil</b>",
                        "email",
                        address))
                .then()
                .statusCode(201)
                .body("emailVerified", equalTo(false));
        mira = TestUser.signIn(name);
    }

    @Test
    void mailedLinkVerifiesTheAddress() {
        assertThat(mira.get("/api/me").getBoolean("emailVerified")).isFalse();

        followLink(ReceivedMail.to(mailbox, address, ReceivedMail.ADDRESS).getText())
                .then()
                .statusCode(204);

        assertThat(mira.get("/api/me").getBoolean("emailVerified")).isTrue();
    }

    @Test
    void linkWorksOnce() {
        var text = ReceivedMail.to(mailbox, address, ReceivedMail.ADDRESS).getText();
        followLink(text).then().statusCode(204);

        followLink(text).then().statusCode(410);
    }

    @Test
    void verificationMailContainsNoUserText() {
        var mail = ReceivedMail.to(mailbox, address, ReceivedMail.ADDRESS);

        assertThat(mail.getText()).contains(mira.username()).doesNotContain("Evil");
        assertThat(mail.getHtml()).contains(mira.username()).doesNotContain("Evil");
    }

    @Test
    void verifiedAddressChangesOnlyWithThePassword() {
        verifyAddress();

        change(Map.of("email", "new-" + address)).then().statusCode(400).body("violations.field", hasItem("password"));
        change(Map.of("email", "", "password", "not the password"))
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("password"));
        change(Map.of("email", address, "displayName", "Mira"))
                .then()
                .statusCode(200)
                .body("emailVerified", equalTo(true));

        change(Map.of("email", "new-" + address, "password", TestUser.PASSWORD))
                .then()
                .statusCode(200)
                .body("email", equalTo("new-" + address))
                .body("emailVerified", equalTo(false));
    }

    @Test
    void addressChangeNotifiesTheOldAddressAndVerifiesTheNewOne() {
        change(Map.of("email", "new-" + address, "password", TestUser.PASSWORD))
                .then()
                .statusCode(200);

        assertThat(ReceivedMail.to(mailbox, address, ReceivedMail.ADDRESS_CHANGED)
                        .getText())
                .doesNotContain("new-");
        followLink(ReceivedMail.to(mailbox, "new-" + address, ReceivedMail.ADDRESS)
                        .getText())
                .then()
                .statusCode(204);
    }

    @Test
    void linkToTheOldAddressDoesNotVerifyTheNewOne() {
        var text = ReceivedMail.to(mailbox, address, ReceivedMail.ADDRESS).getText();

        change(Map.of("email", "new-" + address)).then().statusCode(200);

        followLink(text).then().statusCode(410);
        assertThat(mira.get("/api/me").getBoolean("emailVerified")).isFalse();
    }

    @Test
    void addressSetWithoutThePasswordReceivesNoResetLink() {
        change(Map.of("email", "new-" + address)).then().statusCode(200).body("email", equalTo("new-" + address));
        requestReset("new-" + address);
        var tom = TestUser.unique("tom") + "@example.org";
        TestUser.signUp(Map.of("username", tom.split("@")[0], "password", TestUser.PASSWORD, "email", tom))
                .then()
                .statusCode(201);

        ReceivedMail.to(mailbox, tom, ReceivedMail.ADDRESS);
        assertThat(mailbox.getMailsSentTo("new-" + address))
                .as("sent in the order of asking, so it would be here")
                .isEmpty();

        change(Map.of("email", "new-" + address, "password", TestUser.PASSWORD))
                .then()
                .statusCode(200);
        requestReset("new-" + address);
        ReceivedMail.to(mailbox, "new-" + address, ReceivedMail.RESET);
    }

    @Test
    void wrongPasswordChangesNothing() {
        change(Map.of("email", "new-" + address, "password", "not the password"))
                .then()
                .statusCode(400);

        assertThat(mira.get("/api/me").getString("email")).isEqualTo(address);
    }

    @Test
    void savingTheSameAddressSendsAnotherLink() {
        ReceivedMail.to(mailbox, address, ReceivedMail.ADDRESS);

        change(Map.of("email", address)).then().statusCode(200);

        var mails = ReceivedMail.to(mailbox, address, ReceivedMail.ADDRESS, 2);
        followLink(mails.get(1).getText()).then().statusCode(204);
    }

    @Test
    void passwordResetVerifiesTheAddress() {
        requestReset(address);
        var token = ReceivedMail.token(ReceivedMail.to(mailbox, address, ReceivedMail.RESET));

        given().contentType("application/json")
                .body(Map.of("password", TestUser.PASSWORD))
                .put("/api/password-resets/{token}", token)
                .then()
                .statusCode(204);

        assertThat(TestUser.signIn(mira.username()).get("/api/me").getBoolean("emailVerified"))
                .isTrue();
    }

    private void verifyAddress() {
        followLink(ReceivedMail.to(mailbox, address, ReceivedMail.ADDRESS).getText())
                .then()
                .statusCode(204);
    }

    private static void requestReset(String email) {
        given().contentType("application/json")
                .body(Map.of("email", email))
                .post("/api/password-resets")
                .then()
                .statusCode(202);
    }

    private Response change(Map<String, String> what) {
        return mira.requestWith(what).patch("/api/me");
    }

    private static Response followLink(String mail) {
        return given().put("/api/verified-addresses/{token}", ReceivedMail.token(mail));
    }
}

package chat.parley.auth.email;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import chat.parley.TestUser;
import io.quarkus.mailer.MockMailbox;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;

/** Mails are in the recipient's language. */
@QuarkusTest
class MailLanguageTest {

    private static final String GERMAN_RESET = "Ein neues Passwort für Parley";
    private static final String ARABIC_RESET = "كلمة مرور جديدة لـ Parley";

    @Inject
    MockMailbox mailbox;

    @Test
    void mailIsInTheLanguageOfTheSignUp() {
        var mira = signUp("de-CH,de;q=0.9,en;q=0.8");

        requestReset(mira);

        var mail = ReceivedMail.to(mailbox, addressOf(mira), GERMAN_RESET);
        assertThat(mail.getText()).contains("Hallo " + mira.username(), "30 Minuten", "/reset-password?token=");
        assertThat(mail.getHtml()).contains("<html lang=\"de\">", "Neues Passwort wählen");
    }

    @Test
    void languageCanBeChanged() {
        var mira = signUp("en");
        mira.requestWith(Map.of("language", "ar"))
                .patch("/api/me")
                .then()
                .statusCode(200)
                .body("language", equalTo("ar"));

        requestReset(mira);

        assertThat(ReceivedMail.to(mailbox, addressOf(mira), ARABIC_RESET).getHtml())
                .contains("<html lang=\"ar\" dir=\"rtl\">");
    }

    @Test
    void formChangesTheLanguageWithoutAScript() {
        var mira = signUp("en");

        mira.request()
                .formParam("language", "de")
                .post("/settings/language")
                .then()
                .statusCode(303)
                .header("Location", equalTo("/settings?done=language"));

        assertThat(mira.get("/api/me").getString("language")).isEqualTo("de");
        mira.request()
                .get("/settings")
                .then()
                .body(containsString("<option value=\"de\" lang=\"de\" selected>Deutsch</option>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"fr\"", "\"GERMAN\"", "\"\"", "1", "{}"})
    void unsupportedLanguageIsRejected(String language) {
        var mira = TestUser.create("mira");

        mira.requestWith("{\"language\":%s}".formatted(language))
                .patch("/api/me")
                .then()
                .statusCode(400);

        assertThat(mira.get("/api/me").getString("language")).isEqualTo("en");
    }

    private static TestUser signUp(String language) {
        var name = TestUser.unique("mira");
        given().header("Accept-Language", language)
                .contentType(ContentType.JSON)
                .body(Map.of("username", name, "password", TestUser.PASSWORD, "email", name + "@example.org"))
                .post("/api/accounts")
                .then()
                .statusCode(201);
        return TestUser.signIn(name);
    }

    private static void requestReset(TestUser person) {
        given().contentType(ContentType.JSON)
                .body(Map.of("email", addressOf(person)))
                .post("/api/password-resets")
                .then()
                .statusCode(202);
    }

    private static String addressOf(TestUser person) {
        return person.username() + "@example.org";
    }
}

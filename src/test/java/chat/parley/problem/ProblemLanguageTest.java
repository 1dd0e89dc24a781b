package chat.parley.problem;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import chat.parley.TestUser;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/** Problems are in the user's language. */
@QuarkusTest
class ProblemLanguageTest {

    private static final String LANGUAGE = "Accept-Language";

    @ParameterizedTest
    @CsvSource({
        "de, Nicht angemeldet, Melde dich zuerst an.",
        "es-MX, Sesión no iniciada, Primero inicia sesión.",
        "'zh-CN,en;q=0.5', 未登录, 请先登录。",
        "ar, لم يتم تسجيل الدخول, سجّل الدخول أولًا."
    })
    void anonymousProblemUsesTheLanguageOfTheBrowser(String accepted, String title, String detail) {
        given().header(LANGUAGE, accepted)
                .get("/api/me")
                .then()
                .statusCode(401)
                .body("title", equalTo(title))
                .body("detail", equalTo(detail));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "*", "nonsense of no language", "de;q=much", ",;=", "en-GB, de;q=0.9"})
    void unsupportedLanguageFallsBackToEnglish(String accepted) {
        assertEnglish(given().header(LANGUAGE, accepted));
    }

    @Test
    void missingLanguageFallsBackToEnglish() {
        assertEnglish(given());
    }

    @Test
    void accountLanguageOverridesTheBrowser() {
        var eva = createUserWithLanguage("es");

        eva.request()
                .header(LANGUAGE, "de")
                .get("/api/rooms/{id}", Long.MAX_VALUE)
                .then()
                .statusCode(404)
                .body("title", equalTo("No encontrado"))
                .body("detail", equalTo("Esa sala no existe, o no puedes verla."));
        eva.requestWith(Map.of("topic", "x".repeat(251)))
                .header(LANGUAGE, "de")
                .patch("/api/rooms/{id}", eva.createRoom("public"))
                .then()
                .statusCode(400)
                .body("detail", startsWith("La solicitud"))
                .body("violations.message", hasItem("Usa 250 caracteres como máximo."));
    }

    /** Covers threads that may not block to look up the user: those of the message log, and the event loop, which checks roles. */
    @Test
    void languageIsIndependentOfTheThread() {
        var eva = createUserWithLanguage("es");
        var room = eva.createRoom("public");

        eva.requestWith(Map.of("body", "to nothing", "clientId", "one", "replyTo", 1))
                .header(LANGUAGE, "de")
                .post("/api/rooms/{id}/messages", room)
                .then()
                .body("violations.message", hasItem("Ese mensaje no existe en esta sala."));
        eva.request()
                .header(LANGUAGE, "de")
                .get("/api/admin/accounts")
                .then()
                .statusCode(403)
                .body("detail", equalTo("Esta cuenta no puede hacer eso."));
    }

    @Test
    void fieldErrorsAreTranslated() {
        signUpInGerman(Map.of("username", "?", "email", "nowhere", "displayName", "\0"))
                .then()
                .statusCode(400)
                .body("title", equalTo("Ungültige Anfrage"))
                .body(
                        "violations.findAll { it.field == 'username' }.message",
                        hasItem(startsWith("Verwende 2–32 Buchstaben (a–z)")))
                .body("violations.findAll { it.field == 'password' }.message", hasItem("Dieses Feld ist erforderlich."))
                .body(
                        "violations.findAll { it.field == 'email' }.message",
                        hasItem("Gib eine gültige E-Mail-Adresse ein."))
                .body(
                        "violations.findAll { it.field == 'displayName' }.message",
                        hasItem("Einige dieser Zeichen sind nicht erlaubt."));
        signUpInGerman(Map.of("username", TestUser.unique("weak"), "password", "aaaaaaaa"))
                .then()
                .statusCode(400)
                .body("violations.message", hasItem(startsWith("Zu leicht zu erraten: „a…“ wiederholt sich.")));
    }

    @ParameterizedTest
    @CsvSource({
        "de, 'Zu lang: 20.000 von 4.000 Zeichen.'",
        "zh, '过长：20,000 / 4,000 个字符。'",
        "ar, 'طويل جدًا: 20,000 من 4,000 حرف.'"
    })
    void numbersAreFormattedForTheLanguage(String language, String message) {
        var writer = createUserWithLanguage(language);

        writer.tryToPost(writer.createRoom("public"), "x".repeat(20_000), "one")
                .then()
                .statusCode(400)
                .body("violations.message", hasItem(message));
    }

    @Test
    void validationMessagesOfThePlatformAreTranslated() {
        createUserWithLanguage("de")
                .request()
                .header(LANGUAGE, "es")
                .get("/api/users?limit=101")
                .then()
                .statusCode(400)
                .body("violations.message", hasItem("muss kleiner-gleich 100 sein"));
    }

    @Test
    void unknownPathProblemIsTranslated() {
        var german = given().header(LANGUAGE, "de");
        var large = "{\"username\":\"%s\"}".formatted("a".repeat(100_000));

        german.contentType(ContentType.JSON)
                .body(large)
                .post("/api/accounts")
                .then()
                .statusCode(413)
                .body("title", equalTo("Anfrage zu groß"))
                .body("detail", equalTo("Der Inhalt der Anfrage ist zu groß."));
        given().header(LANGUAGE, "de")
                .get("/api/nothing")
                .then()
                .statusCode(404)
                .body("detail", equalTo("Hier ist nichts."));
        given().header(LANGUAGE, "de")
                .accept("image/png")
                .get("/api/me")
                .then()
                .statusCode(406)
                .body("title", equalTo("Kein passendes Format"));
        given().header(LANGUAGE, "de")
                .header("Origin", "https://evil.example")
                .post("/api/accounts")
                .then()
                .statusCode(403)
                .body("detail", equalTo("Das kam von der Seite einer anderen Website."));
    }

    @Test
    void redisplayedFormIsTranslated() {
        given().header(LANGUAGE, "de")
                .header("Origin", TestUser.origin())
                .formParam("username", TestUser.unique("weak"))
                .formParam("password", "password1")
                .post("/signup")
                .then()
                .statusCode(400)
                .body(containsString("Zu leicht zu erraten: "));
    }

    private static void assertEnglish(RequestSpecification request) {
        request.contentType(ContentType.JSON)
                .body(Map.of("username", "?"))
                .post("/api/accounts")
                .then()
                .statusCode(400)
                .body("title", equalTo("Bad Request"))
                .body("detail", equalTo("Some fields of the request are invalid."))
                .body("violations.findAll { it.field == 'password' }.message", hasItem("This field is required."));
    }

    private static Response signUpInGerman(Map<String, ?> account) {
        return given().header(LANGUAGE, "de")
                .contentType(ContentType.JSON)
                .body(account)
                .post("/api/accounts");
    }

    /** A user with that language. */
    private static TestUser createUserWithLanguage(String language) {
        var person = TestUser.create("eva");
        person.requestWith(Map.of("language", language)).patch("/api/me").then().statusCode(200);
        return person.signInAgain();
    }
}

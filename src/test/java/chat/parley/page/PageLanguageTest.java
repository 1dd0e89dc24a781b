package chat.parley.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import chat.parley.TestUser;
import chat.parley.Translations;
import chat.parley.i18n.Language;
import io.quarkus.test.junit.QuarkusTest;

/** Pages use the language that the user has chosen, or else that of the browser. */
@QuarkusTest
class PageLanguageTest {

    private TestUser mira;

    @BeforeEach
    void createUser() {
        mira = TestUser.create("mira");
    }

    @ParameterizedTest
    @EnumSource
    void anonymousPageUsesTheLanguageOfTheBrowser(Language language) {
        assertThat(given().header("Accept-Language", language.tag() + ";q=0.9, fr")
                        .get("/login")
                        .asString())
                .contains(
                        "<html lang=\"%s\"".formatted(language.tag()),
                        Translations.translate(language, "account:welcome"));
    }

    @Test
    void defaultLanguageIsEnglish() {
        assertThat(given().get("/login").asString()).contains("<html lang=\"en\" dir=\"ltr\"", "Welcome to Parley");
    }

    @Test
    void arabicIsRightToLeft() {
        assertThat(given().header("Accept-Language", "ar").get("/login").asString())
                .contains("<html lang=\"ar\" dir=\"rtl\"");
    }

    @Test
    void chosenLanguageOverridesTheBrowser() {
        speaks("de");

        assertThat(mira.request()
                        .header("Accept-Language", "es")
                        .get("/settings")
                        .asString())
                .contains("<html lang=\"de\"", Translations.translate(Language.GERMAN, "settings:saveAppearance"));
    }

    @Test
    void chosenLanguageAppliesToTheNextPage() {
        mira.request()
                .redirects()
                .follow(false)
                .formParam("language", "zh")
                .post("/settings/language")
                .then()
                .statusCode(303);

        assertThat(mira.request().get("/settings?done=language").asString())
                .contains("<html lang=\"zh\"", Translations.translate(Language.CHINESE, "settings:languageSaved"));
    }

    @Test
    void everyReaderOfARoomSeesTheirLanguage() {
        var tom = TestUser.create("tom");
        var room = mira.createRoom("private");
        mira.invite(room, tom);
        mira.post(room, "hello");
        mira.delete(room, 1);
        speaks("es");

        assertThat(mira.request().get("/rooms/" + room).asString())
                .contains(Translations.translate(Language.SPANISH, "message:deleted"))
                .doesNotContain("This message was deleted.");
        assertThat(tom.request().get("/rooms/" + room).asString()).contains("This message was deleted.");
    }

    @Test
    void timesAreFormattedForTheLanguage() {
        speaks("de");

        assertThat(mira.request().get("/settings").asString())
                .containsPattern("Angemeldet am \\d\\d\\.\\d\\d\\.20\\d\\d, ");
    }

    @Test
    void namesAreEscapedInEveryText() {
        mira.requestWith(Map.of("displayName", "<b>{me}</b> {0}"))
                .patch("/api/me")
                .then()
                .statusCode(200);

        assertThat(mira.request().get("/").asString())
                .contains("aria-label=\"&lt;b&gt;{me}&lt;/b&gt; {0}: account menu\"")
                .doesNotContain("<b>");
    }

    /** Letters, signs and arrows are the same on all keyboards. */
    @ParameterizedTest
    @CsvSource({
        "en, 'Ctrl, Shift, Esc, Enter, Home, End'",
        "de, 'Strg, Umschalt, Esc, Eingabe, Pos1, Ende'",
        "es, 'Ctrl, Mayús, Esc, Intro, Inicio, Fin'",
        "zh, 'Ctrl, Shift, Esc, Enter, Home, End'",
        "ar, 'Ctrl, Shift, Esc, Enter, Home, End'"
    })
    void keysAreNamedAsOnTheKeyboard(String language, String names) {
        speaks(language);

        var page = mira.request().get("/").asString();

        assertThat(Pattern.compile("<kbd>([^<]{2,})</kbd>")
                        .matcher(page)
                        .results()
                        .map(key -> key.group(1))
                        .distinct())
                .containsExactlyInAnyOrder(names.split(", "));
        var ctrl = names.split(", ")[0];
        assertThat(page)
                .contains(
                        "title=\"%s+K\"".formatted(ctrl), "title=\"/, %s+%s+F\"".formatted(ctrl, names.split(", ")[1]));
    }

    private void speaks(String language) {
        mira.requestWith(Map.of("language", language)).patch("/api/me").then().statusCode(200);
    }
}

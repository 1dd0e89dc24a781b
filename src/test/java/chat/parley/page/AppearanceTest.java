package chat.parley.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import chat.parley.TestUser;
import com.microsoft.playwright.BrowserContext.ClearCookiesOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.SelectOption;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class AppearanceTest extends BrowserTest {

    private static final String PAPER = "getComputedStyle(document.documentElement).backgroundColor";

    private TestUser mira;
    private long room;

    @BeforeEach
    void createRoomWithMember() {
        mira = TestUser.create("mira");
        room = mira.createRoom("private");
    }

    @Test
    void defaultThemeFollowsTheSystem() {
        var page = open(mira, room);

        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        var dark = page.evaluate(PAPER);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        assertThat(page.evaluate(PAPER)).isNotEqualTo(dark);

        chooses(page, "Colours", "Dark");
        assertThat(page.evaluate(PAPER)).isEqualTo(dark);
        page.navigate("/rooms/" + room);
        assertThat(page.evaluate(PAPER)).isEqualTo(dark);
    }

    @Test
    void themeBelongsToTheBrowserEvenBeforeSignIn() {
        var page = open(mira, room);
        chooses(page, "Contrast", "High");

        page.context().clearCookies(new ClearCookiesOptions().setName("parley"));
        page.navigate("/login");

        assertThat(page.locator("html")).hasAttribute("data-contrast", "more");
        assertThat(page.evaluate(PAPER)).isEqualTo("rgb(255, 255, 255)");
        given().get("/login").then().body(containsString("data-contrast=\"system\""));
    }

    @Test
    void compactDensityShowsMore() {
        mira.post(room, 3);
        var page = open(mira, room);
        var roomy = articles(page).last().boundingBox().height;

        chooses(page, "Density", "Compact");
        page.navigate("/rooms/" + room);

        assertThat(articles(page).last().boundingBox().height).isLessThan(roomy);
    }

    @Test
    void messageDirectionFollowsTheText() {
        mira.post(room, "hello");
        mira.post(room, "صباح الخير");
        var page = open(mira, room);

        var onward =
                "p => { const first = document.createRange(); first.setStart(p.firstChild, 0); first.setEnd(p.firstChild, 1);"
                        + " return first.getBoundingClientRect().left - p.getBoundingClientRect().left }";
        var hello = articles(page).first().locator("[data-part=body] p");
        var good = articles(page).last().locator("[data-part=body] p");
        assertThat(((Number) hello.evaluate(onward)).doubleValue()).isLessThan(1);
        assertThat(((Number) good.evaluate(onward)).doubleValue())
                .as("begins at its right")
                .isGreaterThan(40);
        assertThat(good.boundingBox().x)
                .as("below its author, as the other one")
                .isEqualTo(hello.boundingBox().x);
    }

    @ParameterizedTest
    @CsvSource({"dark,more,compact,dark.more.compact", "light,system,roomy,light", "system,system,roomy,''"})
    void choiceIsStoredInAnHttpOnlyCookie(String theme, String contrast, String density, String kept) {
        var cookie = mira.request()
                .redirects()
                .follow(false)
                .formParam("theme", theme)
                .formParam("contrast", contrast)
                .formParam("density", density)
                .post("/settings/look")
                .then()
                .statusCode(303)
                .extract()
                .detailedCookie("look");

        assertThat(cookie.getValue()).isEqualTo(kept);
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getSameSite()).isEqualTo("Lax");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "dark\"><script>", "........", "DARK", ""})
    void unsetChoiceIsTheDefault(String foreign) {
        given().cookie("look", foreign)
                .get("/login")
                .then()
                .statusCode(200)
                .body(containsString("data-theme=\"system\" data-contrast=\"system\" data-density=\"roomy\""));
    }

    private static void chooses(Page page, String what, String which) {
        page.navigate("/settings");
        page.getByLabel(what).selectOption(new SelectOption().setLabel(which));
        button(page, "Save appearance").click();
        assertThat(page.getByText("Appearance saved for this browser.")).isVisible();
    }
}

package chat.parley.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import chat.parley.TestUser;
import chat.parley.Translations;
import chat.parley.i18n.Language;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.junit.QuarkusTest;

/** Message search in the page, by mouse and by keyboard, on wide and narrow screens. */
@QuarkusTest
class MessageSearchTest extends BrowserTest {

    private TestUser mira;
    private long room;
    private String word;

    @BeforeEach
    void createRoom() {
        mira = TestUser.create("mira");
        room = mira.createRoom("public");
        word = "w" + TestUser.unique("").replace("-", "q") + "end";
    }

    @Test
    void hitsAppearWhileTypingAndOpenTheirMessage() {
        var seq = mira.post(room, "the <b>long</b> way to " + word);
        var other = mira.createRoom("private");
        var page = open(mira, other);

        box(page).fill(word);

        var hit = hits(page).first();
        assertThat(hits(page)).hasCount(1);
        assertThat(hit.locator("mark")).hasText(word);
        assertThat(hit).containsText("the <b>long</b> way to");
        assertThat(hit).containsText(mira.username());
        assertThat(hit).containsText(mira.get("/api/rooms/{id}", room).getString("name"));
        assertThat(hit.locator("time")).hasText("now");
        assertThat(hit.locator("time")).hasAttribute("title", Pattern.compile(".+day, .+ \\d{4} at .+"));
        hit.getByRole(AriaRole.LINK).click();
        page.waitForURL(Pattern.compile(".*/rooms/" + room + "\\?at=" + seq));
        assertThat(articles(page).getByText("the <b>long</b> way to")).isVisible();
    }

    @Test
    void hitsArePaged() {
        for (var number = 1; number <= 30; number++) {
            mira.post(room, word + " number " + number);
        }
        var page = open(mira, room);
        box(page).fill(word);
        assertThat(hits(page)).hasCount(25);

        button(page, "More results").click();

        assertThat(hits(page)).hasCount(30);
        assertThat(hits(page).last()).containsText(word + " number 1");
        assertThat(button(page, "More results")).isHidden();
    }

    @Test
    void searchWorksByKeyboard() {
        mira.post(room, word);
        var page = open(mira, room);
        composer(page).focus();

        page.keyboard().press("Control+Shift+f");
        assertThat(box(page)).isFocused();
        page.keyboard().type(word);
        page.keyboard().press("Enter");
        assertThat(hits(page)).hasCount(1);
        page.keyboard().press("Tab");
        assertThat(hits(page).getByRole(AriaRole.LINK)).isFocused();
        page.keyboard().press("Escape");

        assertThat(panel(page)).isHidden();
        assertThat(composer(page)).isFocused();
    }

    @Test
    void slashFocusesTheSearchOutsideOfTextFields() {
        var page = open(mira, room);

        composer(page).focus();
        page.keyboard().press("/");
        assertThat(composer(page)).hasValue("/");
        composer(page).fill("");
        log(page).focus();
        page.keyboard().press("/");

        assertThat(box(page)).isFocused();
        assertThat(box(page)).hasValue("");
    }

    @Test
    void escapeFocusesTheComposerIfNothingWasFocused() {
        var page = open(mira, room);
        page.evaluate("document.activeElement.blur()");

        page.keyboard().press("/");
        assertThat(box(page)).isFocused();
        page.keyboard().type("half a word");
        page.keyboard().press("Escape");

        assertThat(panel(page)).isHidden();
        assertThat(composer(page)).isFocused();
    }

    @Test
    void emptyAndInvalidSearchesAreExplained() {
        var page = open(mira, room);

        box(page).focus();
        assertThat(panel(page)).containsText("has:file");
        box(page).fill(word);
        assertThat(panel(page).getByRole(AriaRole.STATUS)).hasText("No results.");
        mira.post(room, word);
        box(page).fill(word + " ");
        assertThat(hits(page)).hasCount(1);
        box(page).fill(word + " from:nobody-at-all");
        assertThat(panel(page).getByRole(AriaRole.STATUS)).hasText("No one is called “nobody-at-all”.");
        assertThat(hits(page)).hasCount(0);
        ignoreConsoleErrors("400");
    }

    @Test
    void filtersUseTheLanguageOfTheReader() {
        mira.post(room, word);
        mira.requestWith(Map.of("language", "de")).patch("/api/me").then().statusCode(200);
        var page = open(mira, room);
        var box = page.getByRole(
                AriaRole.SEARCHBOX,
                new Page.GetByRoleOptions().setName(Translations.translate(Language.GERMAN, "chat:searchMessages")));
        var panel = page.getByRole(
                AriaRole.REGION,
                new Page.GetByRoleOptions().setName(Translations.translate(Language.GERMAN, "chat:searchResults")));

        box.focus();
        assertThat(panel).containsText("von:name in:raum ab:2026-11-01 vor:2026-12-01 mit:datei");
        box.fill(word + " von:" + mira.username());
        assertThat(panel.getByRole(AriaRole.LISTITEM)).hasCount(1);
        box.fill(word + " von:nobody-at-all");
        assertThat(panel.getByRole(AriaRole.STATUS)).hasText("Niemand heißt „nobody-at-all“.");
        ignoreConsoleErrors("400");
    }

    @Test
    void clickOutsideClosesTheResults() {
        mira.post(room, word);
        var page = open(mira, room);
        box(page).fill(word);
        assertThat(hits(page)).hasCount(1);

        composer(page).click();

        assertThat(panel(page)).isHidden();
    }

    @Test
    void theResultsCloseWhenTheFocusMovesOn() {
        mira.post(room, word);
        var page = open(mira, room);
        box(page).fill(word);
        assertThat(hits(page)).hasCount(1);

        page.keyboard().press("Tab");
        assertThat(panel(page)).isVisible();
        page.keyboard().press("Tab");

        assertThat(panel(page)).isHidden();
        box(page).focus();
        assertThat(hits(page)).hasCount(1);
    }

    @Test
    void resultsFitANarrowScreen() {
        mira.post(room, "x".repeat(300) + " " + word);
        var page = open(mira, "/rooms/" + room, 360);

        page.keyboard().press("Control+Shift+f");
        assertThat(box(page)).isFocused();
        page.keyboard().type(word);

        assertThat(hits(page)).hasCount(1);
        assertThat(hits(page).first()).isInViewport();
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(360);
        assertThat((Integer) panel(page).evaluate("panel => panel.scrollWidth - panel.clientWidth"))
                .isZero();
        page.keyboard().press("Escape");
        assertThat(panel(page)).isHidden();
        assertThat(navigation(page, "Rooms")).isInViewport();
        hitsAgain(page).first().getByRole(AriaRole.LINK).click();
        page.waitForURL(Pattern.compile(".*/rooms/" + room + "\\?at=1"));
    }

    private static Locator hitsAgain(Page page) {
        box(page).focus();
        return hits(page);
    }

    private static Locator box(Page page) {
        return page.getByRole(AriaRole.SEARCHBOX, new Page.GetByRoleOptions().setName("Search messages"));
    }

    private static Locator panel(Page page) {
        return page.getByRole(
                AriaRole.REGION,
                new Page.GetByRoleOptions().setName("Search results").setIncludeHidden(true));
    }

    private static Locator hits(Page page) {
        return panel(page).getByRole(AriaRole.LISTITEM);
    }
}

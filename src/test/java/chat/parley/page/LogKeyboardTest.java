package chat.parley.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import chat.parley.LongConversation;
import chat.parley.TestUser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;

/** The log by keyboard: one tab stop, with the arrow keys from message to message and within one. */
@QuarkusTest
class LogKeyboardTest extends BrowserTest {

    private static final int MAX_TABS = 5;

    @Inject
    AgroalDataSource database;

    private TestUser mira;
    private long room;

    @BeforeEach
    void createRoom() {
        mira = TestUser.create("mira");
        room = mira.createRoom("private");
    }

    @Test
    void logIsOneTabStopAndItsFocusLoadsNothing() throws SQLException {
        new LongConversation(database).fill(room, mira, 100);
        var page = open(mira, room);
        var before = articles(page).count();

        button(page, "About").focus();
        page.keyboard().press("Tab");
        assertThat(log(page)).isFocused();
        page.keyboard().press("Tab");

        assertThat(composer(page)).isFocused();
        assertThat(articles(page)).hasCount(before);
        assertThat(articles(page).last()).isInViewport();
    }

    @ParameterizedTest
    @ValueSource(strings = {"main header button", "article", "article a", "message-tools button"})
    void composerIsAtMostFiveTabsFrom(String start) {
        mira.post(room, "<https://example.org/plan> ".repeat(7));
        mira.post(room, 20);
        var page = open(mira, room);
        articles(page).first().hover();

        page.locator(start).locator("visible=true").first().focus();
        var tabs = 0;
        while (!isFocused(composer(page)) && tabs <= MAX_TABS) {
            page.keyboard().press("Tab");
            tabs++;
        }

        assertThat(tabs).as("Tabs from " + start).isBetween(1, MAX_TABS);
    }

    @Test
    void shiftTabReturnsToTheMessageThatHadTheFocus() {
        mira.post(room, 5);
        var page = open(mira, room);
        log(page).focus();
        page.keyboard().press("ArrowUp");
        page.keyboard().press("ArrowUp");
        assertThat(at(page, 4)).isFocused();

        page.keyboard().press("Tab");
        assertThat(composer(page)).isFocused();
        page.keyboard().press("Shift+Tab");

        assertThat(at(page, 4)).isFocused();
    }

    @Test
    void arrowKeysGoThroughTheLinksAndActionsOfAMessage() {
        mira.post(room, "see [the plan](https://example.org/plan)");
        var page = open(mira, room);
        at(page, 1).focus();

        page.keyboard().press("ArrowRight");
        assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("the plan")))
                .isFocused();
        page.keyboard().press("ArrowRight");
        assertThat(button(page, "React with thumbs up")).isFocused();
        page.keyboard().press("Escape");
        assertThat(at(page, 1)).isFocused();
        page.keyboard().press("ArrowLeft");
        assertThat(button(page, "More")).isFocused();
    }

    @Test
    void quickKeysReplyEditAndReact() {
        mira.post(room, "Lunch?");
        var page = open(mira, room);

        at(page, 1).focus();
        page.keyboard().press("r");
        assertThat(page.locator("[data-part=context-text]")).containsText(mira.username());
        assertThat(composer(page)).hasValue("");
        composer(page).press("Escape");
        at(page, 1).focus();
        page.keyboard().press("e");
        assertThat(composer(page)).hasValue("Lunch?");
        composer(page).press("Escape");
        at(page, 1).focus();
        page.keyboard().press("+");

        assertThat(page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("Choose an emoji")))
                .isVisible();
    }

    @Test
    void earlierMessagesAreLoadedFromTheFirstMessage() throws SQLException {
        new LongConversation(database).fill(room, mira, 60);
        var page = open(mira, room);
        page.route("**/messages?**", route -> route.abort());
        log(page).evaluate("log => log.scrollTop = 0");
        assertThat(button(page, "Couldn't load earlier messages. Try again")).isVisible();
        page.unroute("**/messages?**");

        articles(page).first().focus();
        page.keyboard().press("ArrowUp");
        page.keyboard().press("Enter");

        assertThat(at(page, 30)).isAttached();
        ignoreConsoleErrors("ERR_FAILED");
    }

    private static Locator at(Page page, long seq) {
        return page.locator("article[data-seq='" + seq + "']");
    }

    private static boolean isFocused(Locator locator) {
        return (Boolean) locator.evaluate("element => element === document.activeElement");
    }
}

package chat.parley.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import chat.parley.LongConversation;
import chat.parley.TestUser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;

/** Scroll position and read position in a room. */
@QuarkusTest
class ReadingTest extends BrowserTest {

    @Inject
    AgroalDataSource database;

    private TestUser mira;
    private TestUser tom;
    private long room;

    @BeforeEach
    void createRoomWithTwoMembers() {
        mira = TestUser.create("mira");
        tom = TestUser.create("tom");
        room = mira.createRoom("private");
        mira.invite(room, tom);
    }

    @Test
    void linkOpensTheRoomAtItsMessage() throws SQLException {
        new LongConversation(database).fill(room, mira, 300);

        var page = open(mira, "/rooms/" + room + "?at=150", 1280);

        assertThat(article(page, 150)).isInViewport();
        assertThat(article(page, 150)).hasAttribute("data-found", "");
        assertThat(article(page, 300)).hasCount(0);
        log(page).evaluate("log => log.scrollTop = 0");
        assertThat(article(page, 130)).hasCount(1);
        log(page).evaluate("log => log.scrollTop = log.scrollHeight");
        assertThat(article(page, 170)).hasCount(1);
    }

    @Test
    void linkBeyondTheEndOpensTheNewestMessage() throws SQLException {
        new LongConversation(database).fill(room, mira, 60);

        var page = open(mira, "/rooms/" + room + "?at=61", 1280);

        assertThat(article(page, 60)).isInViewport();
        assertThat(page.locator("[data-found]")).hasCount(0);
    }

    @Test
    void linkWithinTheRoomJumpsWithoutAReload() throws SQLException {
        new LongConversation(database).fill(room, mira, 300);
        mira.post(room, "as [said](%s/rooms/%d?at=40)".formatted(TestUser.origin(), room));
        var page = open(mira, room);
        page.evaluate("() => window.sameDocument = true");

        page.getByText("said", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(article(page, 40)).isInViewport();
        assertThat(article(page, 40)).hasAttribute("data-found", "");
        assertThat(page).hasURL(Pattern.compile("/rooms/%d\\?at=40$".formatted(room)));
        page.goBack();
        assertThat(article(page, 301)).isInViewport();
        assertThat(page).hasURL(Pattern.compile("/rooms/%d$".formatted(room)));
        page.goForward();

        assertThat(article(page, 40)).isInViewport();
        assertThat(page.evaluate("() => window.sameDocument")).isEqualTo(true);
    }

    @Test
    void linkToAnotherRoomOpensIt() throws SQLException {
        var other = mira.createRoom("private");
        new LongConversation(database).fill(other, mira, 60);
        mira.post(room, "as [said](%s/rooms/%d?at=5)".formatted(TestUser.origin(), other));
        var page = open(mira, room);

        page.getByText("said", new Page.GetByTextOptions().setExact(true)).click();

        page.waitForURL("**/rooms/%d?at=5".formatted(other));
        awaitConnected(page);
        assertThat(article(page, 5)).isInViewport();
    }

    @Test
    void pillJumpsToTheNewestAndCountsNewMessages() throws SQLException {
        new LongConversation(database).fill(room, mira, 300);
        mira.markRead(room, 300);
        var page = open(mira, "/rooms/" + room + "?at=40", 1280);
        assertThat(button(page, "Jump to newest")).isVisible();

        tom.post(room, 3);
        assertThat(button(page, "New messages").locator("[data-part=newest-count]"))
                .hasText("3");
        button(page, "New messages").click();

        assertThat(article(page, 303)).isInViewport();
        assertThat(page.locator("[data-part=newest]")).isHidden();
        await().until(() -> mira.get("/api/rooms/{id}", room).getLong("unread") == 0);
    }

    @Test
    void sendingScrollsToTheNewestMessage() throws SQLException {
        new LongConversation(database).fill(room, mira, 300);
        var page = open(mira, "/rooms/" + room + "?at=40", 1280);

        sendMessage(page, "and now");

        assertThat(article(page, 301)).isInViewport();
        assertThat(article(page, 301)).containsText("and now");
        assertThat(page.locator("article[data-state]")).hasCount(0);
        assertThat(article(page, 300)).hasCount(1);
    }

    @Test
    void arrowUpEditsTheLastOwnMessageFromOldMessages() throws SQLException {
        new LongConversation(database).fill(room, mira, 300);
        var page = open(mira, "/rooms/" + room + "?at=40", 1280);

        composer(page).press("ArrowUp");

        assertThat(composer(page)).hasValue("message 300");
    }

    @Test
    void pinnedMessageOpensWithoutAReload() throws SQLException {
        new LongConversation(database).fill(room, mira, 300);
        mira.request().put("/api/rooms/{id}/messages/40/pin", room).then().statusCode(200);
        var page = open(mira, room);
        page.evaluate("() => window.sameDocument = true");

        button(page, "About").click();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Jump"))
                .click();

        assertThat(article(page, 40)).isInViewport();
        assertThat(article(page, 40)).isFocused();
        assertThat(page.evaluate("() => window.sameDocument")).isEqualTo(true);
    }

    @Test
    void failedFetchIsReportedAndKeepsTheMessages() throws SQLException {
        new LongConversation(database).fill(room, mira, 300);
        var page = open(mira, room);
        page.route("**/messages?around=*", Route::abort);
        log(page).focus();

        page.keyboard().press("Home");

        assertThat(page.getByText("Couldn't load")).isVisible();
        assertThat(article(page, 300)).isInViewport();
        page.unroute("**/messages?around=*");
        page.keyboard().press("Home");
        assertThat(article(page, 1)).isInViewport();
        assertThat(page.getByText("Couldn't load")).isHidden();
        ignoreConsoleErrors("ERR_FAILED");
    }

    @Test
    void dateJumpsToItsFirstMessageByKeyboard() throws SQLException {
        new LongConversation(database).fill(room, mira, 300, Instant.parse("2026-03-01T12:00:00Z"), 24 * 60 * 60);
        var page = open(mira, room);

        button(page, "Jump to date").focus();
        page.keyboard().press("Enter");
        page.getByLabel("Date", new Page.GetByLabelOptions().setExact(true)).fill("2026-04-10");
        page.keyboard().press("Enter");

        assertThat(article(page, 41)).isInViewport();
        assertThat(article(page, 41)).hasAttribute("data-found", "");
        assertThat(article(page, 41).locator("time")).hasAttribute("datetime", Pattern.compile("^2026-04-10"));
    }

    @Test
    void unreadLineStaysUntilTheUserWrites() {
        mira.post(room, 2);
        tom.markRead(room, 2);
        tom.post(room, "mine");
        mira.post(room, 2);

        var page = open(tom, room);

        assertThat(newLine(page)).hasCount(1);
        assertThat(newLine(page).locator("xpath=following-sibling::article[1]")).hasAttribute("data-seq", "4");
        mira.post(room, "one more");
        assertThat(article(page, 6)).hasCount(1);
        assertThat(newLine(page).locator("xpath=following-sibling::article[1]")).hasAttribute("data-seq", "4");
        sendMessage(page, "thanks");
        assertThat(newLine(page)).hasCount(0);
    }

    @Test
    void escapeRemovesTheUnreadLine() {
        mira.post(room, 2);
        var page = open(tom, room);
        assertThat(newLine(page)).hasCount(1);

        log(page).focus();
        page.keyboard().press("Escape");

        assertThat(newLine(page)).hasCount(0);
    }

    @Test
    void earlierUnreadMessagesAreAJumpAway() throws SQLException {
        new LongConversation(database).fill(room, mira, 300);
        tom.markRead(room, 100);

        var page = open(tom, room);
        assertThat(newLine(page)).hasCount(0);
        button(page, "200 new messages ↑").click();

        assertThat(newLine(page)).isInViewport();
        assertThat(newLine(page).locator("xpath=following-sibling::article[1]")).hasAttribute("data-seq", "101");
        assertThat(page.locator("[data-part=to-new]")).isHidden();
    }

    @Test
    void roomWithoutUnreadMessagesHasNoLine() {
        mira.post(room, 2);
        tom.markRead(room, 2);

        var page = open(tom, room);
        mira.post(room, "while one looks");

        assertThat(article(page, 3)).hasCount(1);
        assertThat(newLine(page)).hasCount(0);
    }

    @Test
    void messagesWhileAwayAppearBelowTheLineAndAreReadOnReturn() {
        mira.post(room, 2);
        var page = open(tom, room);
        await().until(() -> tom.get("/api/rooms/{id}", room).getLong("unread") == 0);
        goes(page, "hidden");
        assertThat(newLine(page)).hasCount(0);

        mira.post(room, 2);
        assertThat(badge(page)).hasText("2");
        assertThat(newLine(page).locator("xpath=following-sibling::article[1]")).hasAttribute("data-seq", "3");
        goes(page, "visible");

        assertThat(badge(page)).isHidden();
        assertThat(newLine(page)).hasCount(1);
    }

    @Test
    void readingOnOneDeviceReadsOnAll() {
        var other = tom.createRoom("private");
        var here = open(tom, other);
        mira.post(room, 3);
        assertThat(badge(here)).hasText("3");

        var there = open(tom.signInAgain(), room);

        assertThat(badge(here)).isHidden();
        assertThat(article(there, 3)).isInViewport();
        mira.post(room, "one more");
        await().until(() -> tom.get("/api/rooms/{id}", room).getLong("unread") == 0);
        assertThat(badge(here)).isHidden();
    }

    @Test
    void markedUnreadByKeyboardStaysUnreadOnEveryDevice() {
        mira.post(room, 5);
        var here = open(tom, room);
        var there = open(tom.signInAgain(), room);
        await().until(() -> tom.get("/api/rooms/{id}", room).getLong("unread") == 0);

        log(here).focus();
        here.keyboard().press("ArrowUp");
        here.keyboard().press("ArrowUp");
        here.keyboard().press("u");

        for (var page : new Page[] {here, there}) {
            assertThat(badge(page)).hasText("2");
            assertThat(newLine(page).locator("xpath=following-sibling::article[1]"))
                    .hasAttribute("data-seq", "4");
        }
        mira.post(room, "one more");
        for (var page : new Page[] {here, there}) {
            assertThat(article(page, 6)).isInViewport();
            assertThat(badge(page)).hasText("3");
        }
        assertThat(tom.get("/api/rooms/{id}", room).getLong("unread")).isEqualTo(3);
    }

    @Test
    void markedUnreadIsReadAfterScrollingToTheEndAgain() throws SQLException {
        new LongConversation(database).fill(room, mira, 60);
        tom.markRead(room, 60);
        var page = open(tom, room);
        article(page, 58).focus();
        page.keyboard().press("u");
        assertThat(badge(page)).hasText("3");

        log(page).evaluate("log => log.scrollTop -= 500");
        assertThat(button(page, "New messages")).isVisible();
        log(page).evaluate("log => log.scrollTop = log.scrollHeight");

        assertThat(badge(page)).isHidden();
        await().until(() -> tom.get("/api/rooms/{id}", room).getLong("unread") == 0);
    }

    @Test
    void openPageDoesNotReadWhatAProgramMarkedUnread() {
        mira.post(room, 5);
        var page = open(tom, room);
        await().until(() -> tom.get("/api/rooms/{id}", room).getLong("unread") == 0);

        tom.requestWith(Map.of("seq", 1))
                .put("/api/rooms/{id}/unread", room)
                .then()
                .statusCode(200);

        assertThat(badge(page)).hasText("5");
        assertThat(page).hasTitle(Pattern.compile("^\\(5\\) "));
        page.reload();
        awaitConnected(page);
        assertThat(newLine(page)).hasCount(1);
        await().until(() -> tom.get("/api/rooms/{id}", room).getLong("unread") == 0);
    }

    /** Simulates a change of tabs, which a headless browser never does by itself. */
    private static void goes(Page page, String state) {
        page.evaluate("""
                state => {
                  Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
                  document.dispatchEvent(new Event('visibilitychange'));
                }""", state);
    }

    private Locator badge(Page page) {
        return navigation(page, "Rooms").locator("li[data-room='%d'] [data-part=unread]".formatted(room));
    }

    private static Locator newLine(Page page) {
        return log(page).getByRole(AriaRole.SEPARATOR, new Locator.GetByRoleOptions().setName("New messages"));
    }

    private static Locator article(Page page, int seq) {
        return page.locator("article[data-seq='%d']".formatted(seq));
    }
}

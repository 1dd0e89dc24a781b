package chat.parley.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import chat.parley.LongConversation;
import chat.parley.TestUser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;

/** Opening a room does not mark it as read: messages stay unread until the unread line has been in view. */
@QuarkusTest
class UnreadLineTest extends BrowserTest {

    /** Only screen readers read the author of a grouped message. */
    private static final String CLIPPED = "inset(50%)";

    @Inject
    AgroalDataSource database;

    private TestUser mira;
    private TestUser tom;
    private long room;
    private long other;

    @BeforeEach
    void postUnreadMessages() throws SQLException {
        mira = TestUser.create("mira");
        tom = TestUser.create("tom");
        room = mira.createRoom("private");
        mira.invite(room, tom);
        new LongConversation(database).fill(room, mira, 100);
        tom.markRead(room, 53);
        other = tom.createRoom("private");
    }

    @Test
    void anOpenedRoomStaysUnreadWhileTheLineIsOutOfView() {
        var page = open(tom, room);

        assertThat(article(page, 100)).isInViewport();
        assertThat(badge(page)).hasText("47");
        assertThat(button(page, "47 new messages ↑")).isVisible();
        mira.post(room, "one more");
        assertThat(article(page, 101)).isInViewport();
        assertThat(button(page, "48 new messages ↑")).isVisible();
        page.reload();
        awaitConnected(page);
        assertThat(button(page, "48 new messages ↑")).isVisible();
        assertThat(badge(page)).hasText("48");
        assertThat(unread()).isEqualTo(48);
    }

    @Test
    void anotherRoomAndBackIsNotReading() {
        var page = open(tom, room);

        navigation(page, "Rooms")
                .locator("li[data-room='%d'] a".formatted(other))
                .click();
        assertThat(badge(page)).hasText("47");
        badge(page).click();

        assertThat(button(page, "47 new messages ↑")).isVisible();
        assertThat(badge(page)).hasText("47");
        assertThat(unread()).isEqualTo(47);
    }

    @Test
    void scrollingFromTheLineToTheEndMarksAsRead() {
        var page = open(tom, room);

        button(page, "47 new messages ↑").click();
        assertThat(line(page)).isInViewport();
        assertThat(button(page, "47 new messages ↑")).isHidden();
        assertThat(button(page, "Mark as read")).isHidden();
        log(page).focus();
        page.keyboard().press("End");

        assertThat(badge(page)).isHidden();
        await().until(() -> unread() == 0);
    }

    @Test
    void escapeSendingAndTheButtonMarkAllAsRead() {
        Consumer<Page> escapeInComposer = page -> composer(page).press("Escape");
        Consumer<Page> escapeInLog = page -> log(page).press("Escape");
        Consumer<Page> sending = page -> sendMessage(page, "all read");
        Consumer<Page> button = page -> button(page, "Mark as read").click();
        for (var way : List.of(escapeInComposer, escapeInLog, sending, button)) {
            tom.requestWith(Map.of("seq", 54))
                    .put("/api/rooms/{id}/unread", room)
                    .then()
                    .statusCode(200);
            var page = open(tom, room);
            assertThat(button(page, "47 new messages ↑")).isVisible();

            way.accept(page);

            assertThat(badge(page)).isHidden();
            assertThat(line(page)).hasCount(0);
            assertThat(button(page, "47 new messages ↑")).isHidden();
            await().until(() -> unread() == 0);
            page.close();
        }
    }

    @Test
    void readingElsewhereRemovesTheLineAndLaterMessagesAreReadHere() {
        var page = open(tom, room);
        assertThat(button(page, "47 new messages ↑")).isVisible();

        tom.markRead(room, 80);
        assertThat(button(page, "20 new messages ↑")).isVisible();
        tom.markRead(room, 100);
        assertThat(button(page, "Mark as read")).isHidden();
        assertThat(line(page)).hasCount(0);
        mira.post(room, "one more");

        assertThat(article(page, 101)).isInViewport();
        await().until(() -> unread() == 0);
        assertThat(badge(page)).isHidden();
    }

    @Test
    void messagesMissedWhileDisconnectedStayUnread() {
        tom.markRead(room, 100);
        var page = open(tom, room);
        assertThat(article(page, 100)).isInViewport();
        goOffline(page);

        mira.post(room, 30);
        page.context().setOffline(false);
        awaitConnected(page);

        assertThat(article(page, 130)).isInViewport();
        assertThat(button(page, "30 new messages ↑")).isVisible();
        assertThat(badge(page)).hasText("30");
        button(page, "30 new messages ↑").click();
        assertThat(line(page)).isInViewport();
        assertThat(nextArticle(page)).hasAttribute("data-seq", "101");
        ignoreConsoleErrors("ERR_INTERNET_DISCONNECTED");
    }

    @Test
    void escapeInTheComposerKeepsThePlaceWhereAllIsRead() {
        tom.markRead(room, 100);
        var page = open(tom, room);
        log(page).evaluate("log => log.scrollTop = 0");
        assertThat(article(page, 100)).not().isInViewport();

        composer(page).press("Escape");
        composer(page).pressSequentially("@mi");
        page.keyboard().press("Escape");

        assertThat(article(page, 100)).not().isInViewport();
        assertThat(composer(page)).hasValue("@mi");
    }

    @Test
    void messagesThatArriveOutOfViewStandBelowTheLine() {
        tom.markRead(room, 100);
        var page = open(tom, room);
        assertThat(line(page)).hasCount(0);

        log(page).evaluate("log => log.scrollTop = 0");
        mira.post(room, 2);
        button(page, "New messages").click();

        assertThat(article(page, 102)).isInViewport();
        assertThat(nextArticle(page)).hasAttribute("data-seq", "101");
        await().until(() -> unread() == 0);
        log(page).evaluate("log => log.scrollTop = 0");
        mira.post(room, 1);
        assertThat(nextArticle(page)).hasAttribute("data-seq", "103");
    }

    @Test
    void messageBelowTheLineShowsItsAuthor() {
        var shared = mira.createRoom("private");
        mira.invite(shared, tom);
        mira.post(shared, 4);
        tom.markRead(shared, 2);

        var page = open(tom, shared);

        assertThat(nextArticle(page)).hasAttribute("data-seq", "3");
        assertThat(author(page, 3)).hasCSS("clip-path", "none");
        assertThat(author(page, 4)).hasCSS("clip-path", CLIPPED);
        composer(page).press("Escape");
        assertThat(line(page)).hasCount(0);
        assertThat(author(page, 3)).hasCSS("clip-path", CLIPPED);
        article(page, 4).focus();
        page.keyboard().press("u");
        assertThat(author(page, 4)).hasCSS("clip-path", "none");
        assertThat(author(page, 3)).hasCSS("clip-path", CLIPPED);
    }

    private Locator author(Page page, int seq) {
        return article(page, seq).locator("[data-part=author]");
    }

    private long unread() {
        return tom.get("/api/rooms/{id}", room).getLong("unread");
    }

    private Locator badge(Page page) {
        return navigation(page, "Rooms").locator("li[data-room='%d'] [data-part=unread]".formatted(room));
    }

    private static Locator line(Page page) {
        return log(page).getByRole(AriaRole.SEPARATOR, new Locator.GetByRoleOptions().setName("New messages"));
    }

    private static Locator nextArticle(Page page) {
        return line(page).locator("xpath=following-sibling::article[1]");
    }

    private static Locator article(Page page, int seq) {
        return page.locator("article[data-seq='%d']".formatted(seq));
    }
}

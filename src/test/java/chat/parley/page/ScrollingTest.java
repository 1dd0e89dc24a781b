package chat.parley.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.LongStream;

import jakarta.inject.Inject;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import chat.parley.LongConversation;
import chat.parley.TestUser;
import com.microsoft.playwright.Page;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;

/** Scrolling in short and long histories. */
@QuarkusTest
class ScrollingTest extends BrowserTest {

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
    void emptyRoomShowsAHint() {
        var page = open(mira, room);

        assertThat(page.getByText("No messages yet.")).isVisible();
        assertThat(articles(page)).hasCount(0);
        sendMessage(page, "first");
        assertThat(page.getByText("No messages yet.")).isHidden();
    }

    @Test
    void twentyFiveMessagesAreOnePage() throws SQLException {
        filled(25);

        var page = open(mira, room);

        assertThat(articles(page)).hasCount(25);
        assertThat(button(page, "Load earlier messages")).isHidden();
        assertThat(articles(page).last()).isInViewport();
    }

    @Test
    void twentySixthMessageIsOnTheNextPage() throws SQLException {
        filled(26);

        var page = open(mira, room);
        assertThat(articles(page).last()).isInViewport();
        assertThat(page.locator("article[data-seq='1']")).hasCount(0);
        log(page).evaluate("log => log.scrollTop = 0");

        assertThat(articles(page)).hasCount(26);
        assertThat(button(page, "Load earlier messages")).isHidden();
    }

    @Test
    void scrollingUpLoadsEarlierMessagesWithoutAJump() throws SQLException {
        filled(1000);
        var page = open(mira, room);

        for (var held = 25; held < 125; held += 25) {
            assertThat(articles(page)).hasCount(held);
            var first = page.locator("article[data-seq='%d']".formatted(1001 - held));
            log(page).evaluate("log => log.scrollTop = 0");
            assertThat(articles(page)).hasCount(held + 25);
            assertThat(first).isInViewport();
            var top = first.boundingBox().y;
            assertThat(top)
                    .as("the first message of the page stays where it was")
                    .isCloseTo(log(page).boundingBox().y, Offset.offset(120.0));
        }

        assertThat(places(page))
                .containsExactlyElementsOf(LongStream.rangeClosed(876, 1000)
                        .mapToObj(String::valueOf)
                        .toList());
    }

    @Test
    void keyboardLoadsEarlierMessages() throws SQLException {
        filled(100);
        var page = open(mira, room);

        button(page, "Load earlier messages").focus();
        // Focus scrolls the button into view, which loads a page: only the next page is loaded by Enter.
        assertThat(articles(page)).hasCount(50);
        page.keyboard().press("Enter");

        assertThat(articles(page)).hasCount(75);
    }

    @Test
    void newMessagesDoNotMoveTheScrollPosition() throws SQLException {
        filled(60);
        var page = open(mira, room);
        var tom = TestUser.create("tom");
        mira.invite(room, tom);
        log(page).evaluate("log => log.scrollTop = 0");
        assertThat(articles(page)).hasCount(50);

        tom.post(room, "news");

        assertThat(button(page, "New messages")).isVisible();
        assertThat(page.getByText("news", new Page.GetByTextOptions().setExact(true)))
                .not()
                .isInViewport();
        button(page, "New messages").click();
        assertThat(page.getByText("news", new Page.GetByTextOptions().setExact(true)))
                .isInViewport();
    }

    @SuppressWarnings("unchecked")
    private static List<String> places(Page page) {
        return (List<String>)
                page.evaluate("() => [...document.querySelectorAll('[role=log] article')].map(a => a.dataset.seq)");
    }

    private void filled(int messages) throws SQLException {
        new LongConversation(database).fill(room, mira, messages);
    }
}

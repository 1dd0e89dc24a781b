package chat.parley.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import chat.parley.LongConversation;
import chat.parley.TestUser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;

/** A room with ten thousand messages, of which the page keeps only the nearby ones. */
@QuarkusTest
class LongHistoryTest extends BrowserTest {

    private static final int MESSAGES = 10_000;
    /** The maximum that the page may keep: {@code MOST} in message-list.ts plus one page of the service. */
    private static final int HELD = 275;

    @Inject
    AgroalDataSource database;

    private TestUser mira;
    private long room;

    @BeforeEach
    void createLongConversation() throws SQLException {
        mira = TestUser.create("mira");
        room = mira.createRoom("private");
        new LongConversation(database).fill(room, mira, MESSAGES);
    }

    @Test
    void scrollingFarUpAndDownHasNoGapsOrDuplicates() {
        var page = open(mira, room);
        log(page).hover();

        wheelsUntil(page, -2_500, MESSAGES - 600);
        assertThat(places(page)).as("the newest are gone from the page").doesNotContain(MESSAGES);
        wheelsUntil(page, 2_500, MESSAGES);
        page.mouse().wheel(0, 25_000);

        assertThat(articles(page).last()).isInViewport();
        assertThat(button(page, "Load later messages")).isHidden();
    }

    @Test
    void homeAndEndGoToTheFirstAndNewestMessage() {
        var page = open(mira, room);
        log(page).focus();

        page.keyboard().press("Home");
        assertThat(article(page, 1)).isInViewport();
        assertThat(article(page, 1)).isFocused();
        isWhole(page);
        page.keyboard().press("End");

        assertThat(article(page, MESSAGES)).isInViewport();
        isWhole(page);
    }

    @Test
    void pageKeysScrollThroughTheHistory() {
        var page = open(mira, "/rooms/" + room + "?at=5000", 1280);
        log(page).focus();

        pressesUntil(page, "PageUp", 4_700);
        pressesUntil(page, "PageDown", 5_300);

        assertThat(button(page, "Jump to newest")).isVisible();
    }

    @Test
    void arrowKeysMoveBetweenMessagesAndLoadMore() {
        var page = open(mira, "/rooms/" + room + "?at=5000", 1280);
        assertThat(article(page, 5000)).isFocused();

        for (var down = 0; down < 3; down++) {
            page.keyboard().press("ArrowDown");
        }
        assertThat(article(page, 5003)).isFocused();
        page.keyboard().press("ArrowUp");

        assertThat(article(page, 5002)).isFocused();
        assertThat(article(page, 5002)).isInViewport();
    }

    @Test
    void scrollPositionIsKeptWhileDistantMessagesAreRemoved() {
        var page = open(mira, "/rooms/" + room + "?at=5000", 1280);
        for (var round = 0; round < 12; round++) {
            var first = places(page).get(0);
            var top = "first => { const log = document.querySelector('[role=log]'); log.scrollTop = 0;"
                    + " return log.querySelector(`article[data-seq='${first}']`).getBoundingClientRect().top }";
            var before = ((Number) page.evaluate(top, first)).doubleValue();
            await().until(() -> places(page).get(0) < first);

            var after = article(page, first).boundingBox().y;

            assertThat(after)
                    .as("message %d, once the page before it is there", first)
                    .isBetween(before - 60, before + 60);
            isWhole(page);
        }
    }

    private void wheelsUntil(Page page, int pixels, int seq) {
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(30))
                .until(() -> {
                    page.mouse().wheel(0, pixels);
                    return isWhole(page).contains(seq);
                });
    }

    private void pressesUntil(Page page, String key, int seq) {
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(30))
                .until(() -> {
                    page.keyboard().press(key);
                    return isWhole(page).contains(seq);
                });
    }

    /** The page shows a part of the log without gaps or repetition, and no more than the maximum. */
    private static List<Integer> isWhole(Page page) {
        var places = places(page);
        assertThat(places)
                .hasSizeLessThanOrEqualTo(HELD)
                .containsExactlyElementsOf(IntStream.range(0, places.size())
                        .mapToObj(step -> places.get(0) + step)
                        .toList());
        return places;
    }

    private static Locator article(Page page, int seq) {
        return page.locator("article[data-seq='%d']".formatted(seq));
    }

    @SuppressWarnings("unchecked")
    private static List<Integer> places(Page page) {
        return (List<Integer>) page.evaluate(
                "() => [...document.querySelectorAll('[role=log] article')].map(a => Number(a.dataset.seq))");
    }
}

package chat.parley.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import chat.parley.TestUser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.Cookie;
import io.quarkus.test.junit.QuarkusTest;

/** Messages that were sent while the service was unavailable. */
@QuarkusTest
class UnsentMessagesTest extends BrowserTest {

    private static final String POSTS = "**/messages";

    private TestUser mira;
    private long room;

    @BeforeEach
    void createRoom() {
        mira = TestUser.create("mira");
        room = mira.createRoom("public");
    }

    @Test
    void unsentMessagesSurviveAReloadAndAreSentOnceInOrder() {
        var page = open(mira, room);
        page.context().route(POSTS, Route::abort);
        sendMessage(page, "one");
        sendMessage(page, "two");
        sendMessage(page, "three");
        page.close();

        var later = page.context().newPage();
        later.navigate("/rooms/" + room);
        assertThat(bodies(later)).hasText(new String[] {"one", "two", "three"});
        assertThat(later.locator("article[data-state=pending]")).hasCount(3);
        later.context().unroute(POSTS);

        assertThat(later.locator("article[data-seq='3']")).hasCount(1);
        assertThat(bodies(later)).hasText(new String[] {"one", "two", "three"});
        assertThat(later.locator("article[data-state]")).hasCount(0);
        assertThat(mira.get("/api/rooms/{id}/messages", room).getList("items.body", String.class))
                .containsExactly("one", "two", "three");
        ignoreConsoleErrors("ERR_FAILED");
    }

    @Test
    void signOutDiscardsUnsentMessages() {
        var page = open(mira, room);
        page.context().route(POSTS, Route::abort);
        sendMessage(page, "a secret");
        assertThat(page.locator("article[data-state]")).hasCount(1);
        assertThat(kept(page)).hasSize(1);

        accountMenu(page).click();
        button(page, "Sign out").click();
        page.waitForURL("**/login");

        assertThat(kept(page)).isEmpty();
        ignoreConsoleErrors("ERR_FAILED");
    }

    @Test
    void anotherAccountDoesNotSeeUnsentMessages() {
        var page = open(mira, room);
        page.context().route(POSTS, Route::abort);
        sendMessage(page, "only mine");
        assertThat(page.locator("article[data-state]")).hasCount(1);
        var tom = TestUser.create("tom");
        tom.join(room);

        signsInElsewhere(tom, page);
        page.navigate("/rooms/" + room);
        awaitConnected(page);
        page.context().unroute(POSTS);

        assertThat(articles(page)).hasCount(0);
        sendMessage(page, "from tom");
        assertThat(page.locator("article[data-seq='1']")).hasCount(1);
        assertThat(bodies(page)).hasText(new String[] {"from tom"});
        ignoreConsoleErrors("ERR_FAILED");
    }

    @Test
    void openPageDoesNotSendAsAnotherAccount() {
        var page = open(mira, room);
        page.context().route(POSTS, Route::abort);
        sendMessage(page, "only mine");
        composer(page).fill("and this half");
        assertThat(page.locator("article[data-state]")).hasCount(1);
        var tom = TestUser.create("tom");
        tom.join(room);

        page.context().addCookies(List.of(new Cookie("parley", tom.session()).setUrl(TestUser.origin())));
        page.context().unroute(POSTS);

        assertThat(page.locator("#chat")).hasAttribute("data-me", tom.username());
        assertThat(articles(page)).hasCount(0);
        assertThat(composer(page)).hasValue("");

        signsInElsewhere(mira, page);
        page.navigate("/rooms/" + room);
        assertThat(page.locator("article[data-seq='1']")).hasAttribute("data-author", mira.username());
        assertThat(composer(page)).hasValue("and this half");
        ignoreConsoleErrors("ERR_FAILED");
        ignoreConsoleErrors("status of 412");
    }

    @Test
    void failedMessageIsMarkedAndDiscardedByAClick() {
        var page = open(mira, room);
        page.route(
                POSTS,
                route -> route.fulfill(new Route.FulfillOptions()
                        .setStatus(503)
                        .setHeaders(Map.of("Retry-After", "3600"))
                        .setContentType("application/problem+json")
                        .setBody("{}")));
        sendMessage(page, "in vain");
        assertThat(page.locator("article[data-state=failed]")).containsText("Not sent");
        page.unroute(POSTS);

        button(page, "Retry").click();

        assertThat(page.locator("article[data-seq='1']")).hasCount(1);
        assertThat(page.locator("article[data-state]")).hasCount(0);
        ignoreConsoleErrors("status of 503");
    }

    @Test
    void disconnectedUserIsInformedAndCatchesUp() {
        var page = open(mira, room);
        mira.post(room, 2);
        assertThat(articles(page)).hasCount(2);
        var line = page.locator("[data-part=connection]");

        page.context().setOffline(true);
        assertThat(line).hasText("Offline");
        sendMessage(page, "typed in the tunnel");
        mira.post(room, 2);
        page.context().setOffline(false);

        assertThat(line).hasText("Connected");
        assertThat(page.locator("article[data-seq='5']")).containsText("typed in the tunnel");
        assertThat(articles(page)).hasCount(5);
        assertThat(line).isEmpty();
        ignoreConsoleErrors("ERR_INTERNET_DISCONNECTED");
    }

    /** Signs in from about:blank: a page of ours that detects another account would reload itself and interrupt the navigation. */
    private static void signsInElsewhere(TestUser person, Page page) {
        page.navigate("about:blank");
        page.context().addCookies(List.of(new Cookie("parley", person.session()).setUrl(TestUser.origin())));
    }

    private static Locator bodies(Page page) {
        return articles(page).locator("[data-part=body]");
    }

    /** The outbox in the browser's storage. */
    private static List<?> kept(Page page) {
        return (List<?>) page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('outbox:'))");
    }
}

package chat.parley.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import chat.parley.Json;
import chat.parley.TestUser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.quarkus.test.junit.QuarkusTest;

/** Switching rooms within the page, which caches the rooms that it showed. */
@QuarkusTest
class RoomSwitchTest extends BrowserTest {

    private static final int NARROW = 360;
    private static final Pattern PAGES_OF_ROOMS = Pattern.compile("/rooms/\\d+(\\?.*)?$");
    private static final Pattern POSTS = Pattern.compile("/api/rooms/\\d+/messages$");
    private static final Pattern ANYTHING = Pattern.compile("/(api|rooms)/");

    private final String kitchen = TestUser.unique("kitchen");
    private final String garden = TestUser.unique("garden");
    private TestUser mira;
    private TestUser tom;
    private long inKitchen;
    private long inGarden;

    @BeforeEach
    void createTwoRooms() {
        mira = TestUser.create("mira");
        tom = TestUser.create("tom");
        inKitchen = makes(kitchen);
        inGarden = makes(garden);
        tom.join(inKitchen);
        tom.post(inKitchen, "soup");
        tom.post(inGarden, "roses");
    }

    @Test
    void visitedRoomIsShownBeforeTheServerResponds() {
        var page = open(mira, inKitchen);
        goes(page, garden);
        isIn(page, garden, "roses");

        page.context().route(ANYTHING, route -> {});
        link(page, kitchen).click();

        isIn(page, kitchen, "soup");
        assertThat(page).hasURL(Pattern.compile("/rooms/" + inKitchen + "$"));
        assertThat(page).hasTitle(kitchen + " – Parley");
        assertThat(link(page, kitchen)).hasAttribute("aria-current", "page");
        assertThat(page.locator("[aria-current=page]")).hasCount(1);
    }

    @Test
    void oneSocketServesAllRooms() {
        var page = newBrowser(WIDE);
        var sockets = new ArrayList<>();
        page.onWebSocket(sockets::add);
        signsIn(page, mira, inKitchen);

        goes(page, garden);
        tom.post(inGarden, "and tulips");

        isIn(page, garden, "roses", "and tulips");
        assertThat(sockets).hasSize(1);
    }

    @Test
    void messagesWhileAwayAppearOnceAndInOrder() {
        var page = open(mira, inKitchen);
        goes(page, garden);
        tom.post(inKitchen, "bread");
        tom.edit(inKitchen, 1, "hot soup");
        assertThat(unread(page, kitchen)).hasText("1");

        goes(page, kitchen);

        isIn(page, kitchen, "hot soup", "bread");
        assertThat(log(page).getByRole(AriaRole.SEPARATOR)).hasCount(1);
        tom.post(inKitchen, "and salt");
        isIn(page, kitchen, "hot soup", "bread", "and salt");
        assertThat(unread(page, kitchen)).isHidden();
    }

    @Test
    void returningRestoresTheScrollPosition() {
        tom.post(inKitchen, 80);
        var page = open(mira, inKitchen);
        log(page).focus();
        page.keyboard().press("Home");
        assertThat(article(page, 1)).isInViewport();
        var top = topOf(article(page, 1));

        goes(page, garden);
        goes(page, kitchen);

        assertThat(article(page, 1)).isInViewport();
        assertThat(topOf(article(page, 1))).isEqualTo(top);
    }

    @Test
    void backAndForwardSwitchRooms() {
        var page = open(mira, inKitchen);
        goes(page, garden);

        page.goBack();
        isIn(page, kitchen, "soup");
        page.goForward();
        isIn(page, garden, "roses");
        page.reload();
        isIn(page, garden, "roses");
        page.goBack();

        isIn(page, kitchen, "soup");
    }

    @Test
    void startAddressReturnsToTheRoomItOpened() {
        var page = open(mira, "/", WIDE);
        isIn(page, garden, "roses");
        goes(page, kitchen);

        page.goBack();

        isIn(page, garden, "roses");
    }

    @Test
    void linkToAMessageInAnotherRoomOpensAndReturns() {
        tom.post(inKitchen, 80);
        var page = open(mira, inKitchen);
        goes(page, garden);

        page.evaluate("location.assign('/rooms/" + inKitchen + "?at=2')");
        assertThat(article(page, 2)).isInViewport();
        assertThat(article(page, 2)).isFocused();
        goes(page, garden);
        page.goBack();

        assertThat(article(page, 2)).isInViewport();
    }

    @Test
    void linkToTheOpenRoomScrollsToTheNewest() {
        tom.post(inKitchen, 80);
        var page = open(mira, "/rooms/" + inKitchen + "?at=1", WIDE);
        assertThat(article(page, 1)).isInViewport();

        goes(page, kitchen);

        assertThat(article(page, 81)).isInViewport();
    }

    @Test
    void composerIsFocusedAfterASwitch() {
        var page = open(mira, inKitchen);

        goes(page, garden);
        assertThat(composer(page)).isFocused();
        page.keyboard().type("lilies");
        page.keyboard().press("Enter");
        goes(page, kitchen);
        sendMessage(page, "salad");

        isIn(page, kitchen, "soup", "salad");
        goes(page, garden);
        isIn(page, garden, "roses", "lilies");
        assertThat(page.locator("article[data-state]")).hasCount(0);
    }

    @Test
    void composerIsDisabledUntilTheNextRoomLoads() {
        var page = open(mira, inKitchen);
        var held = new ArrayList<Route>();
        page.context().route(PAGES_OF_ROOMS, held::add);

        link(page, garden).click();
        page.waitForCondition(() -> held.size() == 1);
        composer(page).focus();
        page.keyboard().type("lilies");
        held.get(0).resume();

        isIn(page, garden, "roses");
        goes(page, kitchen);
        isIn(page, kitchen, "soup");
        assertThat(composer(page)).hasValue("");
    }

    @Test
    void pendingMessageIsSentOnceAfterASwitch() {
        var page = open(mira, inKitchen);
        page.context().route(POSTS, route -> route.abort());
        sendMessage(page, "salad");
        assertThat(page.locator("article[data-state]")).hasCount(1);

        goes(page, garden);
        page.context().unroute(POSTS);
        goes(page, kitchen);

        assertThat(page.locator("article[data-seq='2']")).containsText("salad");
        isIn(page, kitchen, "soup", "salad");
        ignoreConsoleErrors("ERR_FAILED");
    }

    @Test
    void draftsAndFilesStayInTheirRooms() {
        var page = open(mira, inKitchen);
        page.locator("input[type=file]").setInputFiles(new FilePayload("menu.txt", "text/plain", new byte[] {65}));
        assertThat(files(page)).hasText(Pattern.compile("menu.txt"));
        composer(page).fill("the menu");

        goes(page, garden);
        assertThat(composer(page)).hasValue("");
        assertThat(files(page)).hasCount(0);
        goes(page, kitchen);

        assertThat(composer(page)).hasValue("the menu");
        assertThat(files(page)).hasCount(1);
        composer(page).press("Enter");
        assertThat(page.locator("article[data-seq='2']")).containsText("menu.txt");
    }

    @Test
    void onlyVisibleMessagesAreRead() {
        var page = open(mira, inKitchen);
        goes(page, garden);
        tom.post(inKitchen, 3);
        assertThat(unread(page, kitchen)).hasText("3");

        mira.markRead(inKitchen, 2);

        assertThat(unread(page, kitchen)).hasText("2");
    }

    @Test
    void markedUnreadElsewhereIsUnreadOnReturn() {
        tom.post(inKitchen, 2);
        var page = open(mira, inKitchen);
        await().until(() -> mira.get("/api/rooms/{id}", inKitchen).getLong("lastRead") == 3);
        goes(page, garden);

        mira.requestWith(Map.of("seq", 1))
                .put("/api/rooms/{id}/unread", inKitchen)
                .then()
                .statusCode(200);
        assertThat(unread(page, kitchen)).hasText("3");
        goes(page, kitchen);

        assertThat(log(page).getByRole(AriaRole.SEPARATOR)).hasCount(1);
    }

    @Test
    void failedSwitchStaysAndIsReported() {
        var page = open(mira, inKitchen);
        page.context().route(PAGES_OF_ROOMS, route -> route.abort());

        link(page, garden).click();

        assertThat(page.getByRole(AriaRole.ALERT)
                        .filter(new Locator.FilterOptions().setHasText("Can't reach the server")))
                .isVisible();
        isIn(page, kitchen, "soup");
        assertThat(page).hasURL(Pattern.compile("/rooms/" + inKitchen + "$"));
        page.context().unroute(PAGES_OF_ROOMS);
        goes(page, garden);
        isIn(page, garden, "roses");
        ignoreConsoleErrors("ERR_FAILED");
    }

    @Test
    void roomChosenOfflineOpensAfterTheReconnect() {
        var page = open(mira, inKitchen);
        var problem =
                page.getByRole(AriaRole.ALERT).filter(new Locator.FilterOptions().setHasText("Can't reach the server"));
        goOffline(page);
        link(page, garden).click();
        assertThat(problem).isVisible();

        page.context().setOffline(false);
        awaitConnected(page);

        isIn(page, garden, "roses");
        assertThat(problem).hasCount(0);
        ignoreConsoleErrors("ERR_INTERNET_DISCONNECTED");
    }

    @Test
    void roomChosenOfflineStaysClosedAfterAnotherChoice() {
        var page = open(mira, inKitchen);
        goOffline(page);
        link(page, garden).click();
        assertThat(page.getByRole(AriaRole.ALERT)
                        .filter(new Locator.FilterOptions().setHasText("Can't reach the server")))
                .isVisible();

        link(page, kitchen).click();
        page.context().setOffline(false);
        awaitConnected(page);

        isIn(page, kitchen, "soup");
        assertThat(page.getByText("Can't reach the server")).hasCount(0);
        ignoreConsoleErrors("ERR_INTERNET_DISCONNECTED");
    }

    @Test
    void typedAddressLoadsAFullPage() {
        var page = open(mira, inKitchen);
        page.evaluate("window.before = true");

        page.navigate("/rooms/" + inGarden);

        isIn(page, garden, "roses");
        assertThat(page.evaluate("window.before === undefined")).isEqualTo(true);
    }

    @Test
    void missingRoomIsReported() {
        var page = open(mira, inKitchen);

        page.evaluate("location.assign('/rooms/999999999')");

        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Room not found")))
                .isVisible();
        ignoreConsoleErrors("status of 404");
    }

    @Test
    void removedMemberNoLongerSeesTheCachedRoom() {
        var cellar = TestUser.unique("cellar");
        var inCellar = tom.requestWith(Map.of("name", cellar, "kind", "private"))
                .post("/api/rooms")
                .as(Json.class)
                .getLong("id");
        tom.invite(inCellar, mira);
        tom.post(inCellar, "wine");
        var page = open(mira, inCellar);
        goes(page, garden);

        tom.request()
                .delete("/api/rooms/{id}/members/{who}", inCellar, mira.username())
                .then()
                .statusCode(204);
        assertThat(link(page, cellar)).hasCount(0);
        page.goBack();

        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Room not found")))
                .isVisible();
        assertThat(page.getByText("wine")).hasCount(0);
        ignoreConsoleErrors("status of 404");
    }

    @Test
    void narrowMenuClosesOnASwitch() {
        var page = open(mira, "/rooms/" + inKitchen, NARROW);
        button(page, "Menu").click();

        goes(page, garden);

        isIn(page, garden, "roses");
        assertThat(button(page, "Menu")).hasAttribute("aria-expanded", "false");
        assertThat(link(page, garden)).not().isInViewport();
    }

    @Test
    void detailsStayOpenForTheNewRoom() {
        tom.post(inKitchen, "a recipe");
        mira.pin(inKitchen, 2);
        var page = open(mira, inKitchen);
        goes(page, garden);
        button(page, "About").click();
        var details = page.getByRole(AriaRole.COMPLEMENTARY, new Page.GetByRoleOptions().setName("About"));
        assertThat(details).isVisible();

        goes(page, kitchen);

        assertThat(details).containsText("a recipe");
        button(page, "Close About").click();
        goes(page, garden);
        assertThat(details).isHidden();
    }

    @Test
    void screenReaderAnnouncesTheRoom() {
        var page = open(mira, inKitchen);

        goes(page, garden);

        assertThat(page.getByRole(AriaRole.STATUS).filter(new Locator.FilterOptions().setHasText(garden)))
                .hasCount(1);
    }

    private long makes(String name) {
        var id = mira.requestWith(Map.of("name", name, "kind", "public"))
                .post("/api/rooms")
                .as(Json.class)
                .getLong("id");
        tom.join(id);
        return id;
    }

    private void signsIn(Page page, TestUser person, long room) {
        page.context()
                .addCookies(List.of(new com.microsoft.playwright.options.Cookie("parley", person.session())
                        .setUrl(TestUser.origin())));
        page.navigate("/rooms/" + room);
        awaitConnected(page);
    }

    private static void goes(Page page, String room) {
        link(page, room).click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText(room);
    }

    private static void isIn(Page page, String room, String... texts) {
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText(room);
        assertThat(articles(page).locator("[data-part=body]")).hasText(texts);
    }

    private static Locator link(Page page, String room) {
        return navigation(page, "Rooms").getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(room));
    }

    private static Locator unread(Page page, String room) {
        return link(page, room).locator("[data-part=unread]");
    }

    private static Locator article(Page page, int seq) {
        return page.locator("article[data-seq='" + seq + "']");
    }

    private static Locator files(Page page) {
        return page.getByRole(AriaRole.LIST, new Page.GetByRoleOptions().setName("Files to send"))
                .getByRole(AriaRole.LISTITEM);
    }

    private static double topOf(Locator article) {
        return article.boundingBox().y;
    }
}

package chat.parley.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import chat.parley.Json;
import chat.parley.TestUser;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.junit.QuarkusTest;

/** The sidebar with rooms and users, on wide and narrow screens, by mouse and by keyboard. */
@QuarkusTest
class SidebarTest extends BrowserTest {

    @Test
    void unreadRoomsAndMessagesStandAtTheTop() {
        var mira = TestUser.create("mira");
        var tom = TestUser.create("tom");
        var direct = mira.openDirect(tom);
        var room = mira.createRoom("private");
        for (var number = 0; number < 20; number++) {
            mira.createRoom("private");
        }
        var page = open(mira, room);
        assertThat(section(page, "Unread")).isHidden();
        var order = rooms(section(page, "Rooms"));

        tom.post(direct, "psst");
        assertThat(section(page, "Unread").locator("li")).hasCount(1);
        assertThat(section(page, "Unread").locator("li")).containsText("1 unread");
        assertThat(section(page, "Unread").locator("li")).isInViewport();
        section(page, "Unread").getByRole(AriaRole.LINK).click();

        assertThat(page.getByText("psst")).isVisible();
        assertThat(section(page, "Unread").locator("[data-part=badge]")).isHidden();
        page.locator("li[data-room='" + room + "'] a").click();
        assertThat(section(page, "Direct messages").locator("li")).hasCount(1);
        assertThat(section(page, "Unread")).isHidden();
        assertThat(rooms(section(page, "Rooms"))).as("the order").isEqualTo(order);
    }

    @Test
    void unreadRoomsOutOfViewAreCountedAtTheEdge() {
        var mira = TestUser.create("mira");
        var tom = TestUser.create("tom");
        for (var number = 0; number < 30; number++) {
            var room = mira.createRoom("private");
            mira.invite(room, tom);
            mira.post(room, 1);
        }
        var page = open(tom, tom.createRoom("private"));
        var below = page.locator("[data-part=unread-below]");
        assertThat(below).hasText(Pattern.compile("↓ \\d+ unread"));
        assertThat(page.locator("[data-part=unread-above]")).isHidden();

        below.click();
        // The pill may disappear between a look at it and a click of the mouse, so the others are clicks of a script.
        await().until(() -> {
            below.evaluate("pill => pill.click()");
            return below.isHidden();
        });

        assertThat(section(page, "Unread").locator("li").last()).isInViewport();
        assertThat(page.locator("[data-part=unread-above]")).hasText(Pattern.compile("↑ \\d+ unread"));
    }

    @Test
    void roomsAreSortedByNameAndMessagesByActivity() {
        var mira = TestUser.create("mira");
        var tom = TestUser.create("tom");
        var eve = TestUser.create("eve");
        var toms = mira.openDirect(tom);
        var eves = mira.openDirect(eve);
        var ids = List.of("Zoo", "attic", "Kitchen").stream()
                .map(name -> named(mira, name + TestUser.unique("")))
                .toList();
        var page = open(mira, ids.get(0));
        assertThat(rooms(section(page, "Rooms"))).containsExactly(id(ids.get(1)), id(ids.get(2)), id(ids.get(0)));

        mira.post(toms, "one");
        assertThat(section(page, "Direct messages").locator("li").first()).hasAttribute("data-room", id(toms));
        mira.post(eves, "two");

        assertThat(section(page, "Direct messages").locator("li").first()).hasAttribute("data-room", id(eves));
    }

    @Test
    void presenceIsUpdated() {
        var mira = TestUser.create("mira");
        var tom = TestUser.create("tom");
        var direct = mira.openDirect(tom);
        var page = open(mira, "/", 1280);
        var item = page.locator("room-list li[data-room='" + direct + "']");
        assertThat(item).containsText("offline");

        try (var toms = tom.openSocket()) {
            assertThat(item).containsText("online");
            assertThat(item).not().containsText("offline");
        }

        assertThat(item).containsText("offline", new ContainsTextOptions().setTimeout(15_000));
    }

    @Test
    void newMessageOpensTheDirectRoom() {
        var mira = TestUser.create("mira");
        var tom = TestUser.create("tom");
        var page = open(mira, "/", 1280);

        button(page, "New message").click();
        page.getByLabel("Search people").fill(tom.username());
        page.getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName(Pattern.compile(tom.username())))
                .check();
        button(page, "Start").click();

        page.waitForURL(Pattern.compile(".*/rooms/\\d+$"));
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(tom.username())))
                .isVisible();
        awaitConnected(page);
        sendMessage(page, "just us");
        assertThat(page.locator("article[data-seq='1']")).hasCount(1);
        assertThat(tom.get("/api/rooms?mine=true").getString("items[0].with")).isEqualTo(mira.username());
    }

    @Test
    void usernamesAreShownOnlyWhereNamesClash() {
        var mira = TestUser.create("mira");
        for (var name : List.of("Alex", "Alex", "Bea")) {
            var other = TestUser.create("other");
            other.requestWith(Map.of("displayName", name))
                    .patch("/api/me")
                    .then()
                    .statusCode(200);
            mira.openDirect(other);
        }
        var page = open(mira, mira.createRoom("private"));

        var names =
                section(page, "Direct messages").locator("[data-part=username]").locator("visible=true");
        assertThat(names).hasCount(2);
        assertThat(section(page, "Direct messages").locator("li").filter(new Locator.FilterOptions().setHasText("Bea")))
                .not()
                .containsText("Alex");
    }

    @Test
    void ownDirectRoomIsLabelled() {
        var mira = TestUser.create("mira");
        var page = open(mira, mira.openDirect(mira));

        assertThat(section(page, "Direct messages").locator("li"))
                .containsText(mira.username() + " @" + mira.username() + " (you)");
    }

    @Test
    void draftsAreMarkedInOtherRooms() {
        var mira = TestUser.create("mira");
        var room = mira.createRoom("private");
        var other = mira.createRoom("private");
        var page = open(mira, room);
        var draft = page.locator("li[data-room='" + room + "'] [data-part=draft]");
        assertThat(draft).isHidden();

        composer(page).fill("half a thought");
        page.locator("li[data-room='" + other + "'] a").click();

        assertThat(draft).isVisible();
        page.reload();
        assertThat(draft).isVisible();
        page.locator("li[data-room='" + room + "'] a").click();
        assertThat(draft).isHidden();
        assertThat(composer(page)).hasValue("half a thought");
    }

    @Test
    void roomsAreOneTabStopAndEscapeLeadsToTheComposer() {
        var mira = TestUser.create("mira");
        var first = named(mira, "A" + TestUser.unique("room"));
        var second = named(mira, "B" + TestUser.unique("room"));
        var page = open(mira, first);

        page.locator("[aria-current=page]").focus();
        page.keyboard().press("ArrowDown");
        assertThat(page.locator("li[data-room='" + second + "'] a")).isFocused();
        page.keyboard().press("Tab");
        assertThat(button(page, "New message")).isFocused();
        page.keyboard().press("Escape");

        assertThat(composer(page)).isFocused();
    }

    private static long named(TestUser person, String name) {
        return person.requestWith(Map.of("name", name, "kind", "private"))
                .post("/api/rooms")
                .then()
                .statusCode(201)
                .extract()
                .as(Json.class)
                .getLong("id");
    }

    private static String id(long room) {
        return String.valueOf(room);
    }

    private static Locator section(Page page, String heading) {
        return page.locator("room-list section")
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByText(heading, new Page.GetByTextOptions().setExact(true))
                                .and(page.locator("h2"))));
    }

    @SuppressWarnings("unchecked")
    private static List<String> rooms(Locator section) {
        return (List<String>) section.locator("li").evaluateAll("items => items.map(item => item.dataset.room)");
    }

    @Test
    void roomIsCreatedInvitedToAndLeft() {
        var mira = TestUser.create("mira");
        var tom = TestUser.create("tom");
        var name = TestUser.unique("Reading");
        var page = open(mira, "/", 1280);

        addsRoom(page, "New room");
        page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill(name);
        page.getByLabel("Private").check();
        button(page, "Create room").click();
        page.waitForURL(Pattern.compile(".*/rooms/\\d+$"));
        awaitConnected(page);
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name)))
                .isVisible();

        chooseInRoomMenu(page, "Add people");
        page.getByLabel("Name or username").fill("nobody-at-all");
        button(page, "Add").click();
        assertThat(page.getByText("There is no user with that name.")).isVisible();
        page.getByLabel("Name or username").fill(tom.username());
        button(page, "Add").click();
        assertThat(page.locator("dialog[open]")).hasCount(0);
        assertThat(tom.get("/api/rooms?mine=true").getString("items[0].name")).isEqualTo(name);

        page.onDialog(Dialog::accept);
        chooseInRoomMenu(page, "Leave");
        assertThat(navigation(page, "Rooms").getByText(name)).hasCount(0);
        ignoreConsoleErrors("404");
    }

    @Test
    void publicRoomIsJoinedByAButton() {
        var mira = TestUser.create("mira");
        var tom = TestUser.create("tom");
        var room = tom.createRoom("public");
        var page = open(mira, room);

        button(page, "Join").click();
        assertThat(button(page, "Join")).isHidden();
        tom.post(room, "welcome, Mira");

        assertThat(page.getByText("welcome, Mira")).isVisible();
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 360, 768, 1440})
    void contentFitsAnyWidth(int width) {
        var mira = TestUser.create("mira");
        var room = mira.createRoom("public");
        mira.post(room, "a-very-long-word-".repeat(40));
        mira.post(room, "```\n" + "code ".repeat(100) + "\n```");

        var page = open(mira, "/rooms/" + room, width);

        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(width);
        assertThat((Integer) log(page).evaluate("log => log.scrollWidth - log.clientWidth"))
                .isZero();
        assertThat(composer(page)).isInViewport();
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 1440})
    void longNameAndFewMessagesFillTheWindow(int width) {
        var mira = TestUser.create("mira");
        var room = mira.createRoom("private");
        mira.requestWith(Map.of("name", "x".repeat(80)))
                .patch("/api/rooms/{id}", room)
                .then()
                .statusCode(200);

        var page = open(mira, "/rooms/" + room, width);

        var send = button(page, "Send").boundingBox();
        assertThat(send.x + send.width).as("the button's right edge").isLessThanOrEqualTo(width);
        assertThat((Integer)
                        page.evaluate("innerHeight - document.querySelector('main').getBoundingClientRect().bottom"))
                .isZero();
    }

    @Test
    void narrowScreenShowsOnePaneAtATime() {
        var mira = TestUser.create("mira");
        var room = mira.createRoom("public");
        var page = open(mira, "/rooms/" + room, 320);
        assertThat(navigation(page, "Rooms")).not().isInViewport();

        button(page, "Menu").click();
        assertThat(navigation(page, "Rooms")).isInViewport();
        page.keyboard().press("Escape");

        assertThat(navigation(page, "Rooms")).not().isInViewport();
        assertThat(button(page, "Menu")).isFocused();
    }

    @Test
    void aTapBesideTheOpenSidebarReachesNoMessage() {
        var mira = TestUser.create("mira");
        var room = mira.createRoom("public");
        IntStream.range(0, 20).forEach(line -> mira.post(room, "[link](/settings)".repeat(6)));
        var page = open(mira, "/rooms/" + room, 390);
        button(page, "Menu").click();
        assertThat(navigation(page, "Rooms")).isInViewport();

        page.mouse().click(375, 400);

        assertThat(navigation(page, "Rooms")).not().isInViewport();
        assertThat(button(page, "Menu")).isFocused();
        assertThat(page).hasURL(Pattern.compile("/rooms/%d$".formatted(room)));
    }

    @Test
    void sidebarWorksByKeyboard() {
        var mira = TestUser.create("mira");
        var room = mira.createRoom("public");
        var page = open(mira, room);

        page.getByText("Skip to the message box").focus();
        page.keyboard().press("Enter");
        assertThat(composer(page)).isFocused();
        page.keyboard().type("by keyboard");
        page.keyboard().press("Enter");

        assertThat(page.locator("article[data-seq='1']")).containsText("by keyboard");
        assertThat(composer(page)).isFocused();
    }
}

package chat.parley.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import chat.parley.Json;
import chat.parley.TestUser;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.junit.QuarkusTest;

/** Actions on rooms in the page other than posting. */
@QuarkusTest
class RoomToolsTest extends BrowserTest {

    private static final int WIDE = 1280;

    private TestUser mira;
    private TestUser tom;

    @BeforeEach
    void createTwoUsers() {
        mira = TestUser.create("mira");
        tom = TestUser.create("tom");
    }

    @Test
    void roomsAreBrowsedFilteredAndJoined() {
        var name = TestUser.unique("Beekeeping");
        var room = named(tom, name);
        var page = open(mira, "/", WIDE);

        addsRoom(page, "Browse rooms");
        page.getByLabel("Find rooms").fill(name);
        var found = list(page, "Rooms found");
        assertThat(found).hasCount(1);
        assertThat(found.first()).containsText("1 member");
        button(page, "Join " + name).click();

        page.waitForURL("**/rooms/" + room);
        assertThat(tom.get("/api/rooms/{id}/members", room).getList("items")).hasSize(2);
    }

    @Test
    void everyOwnRoomIsReachableByBrowsing() {
        var tag = TestUser.unique("shelf");
        for (var number = 10; number < 40; number++) {
            named(mira, tag + "-" + number);
        }
        var page = open(mira, "/", WIDE);

        addsRoom(page, "Browse rooms");
        page.getByLabel("Filter rooms").selectOption("mine");
        page.getByLabel("Find rooms").fill(tag);
        assertThat(list(page, "Rooms found").first()).containsText(tag + "-39");
        assertThat(list(page, "Rooms found")).hasCount(25);
        button(page, "More rooms").click();

        assertThat(list(page, "Rooms found")).hasCount(30);
        assertThat(button(page, "More rooms")).isHidden();
    }

    @Test
    void nameAndTopicChangesAreShownToOthers() {
        var room = named(mira, TestUser.unique("Old"));
        tom.join(room);
        var miras = open(mira, room);
        var toms = open(tom, room);
        var name = TestUser.unique("New");

        chooseInRoomMenu(miras, "Edit room");
        assertThat(miras.getByLabel("Room name")).hasValue(Pattern.compile("Old.*"));
        miras.getByLabel("Room name").fill(name);
        miras.getByLabel("Room topic").fill("What is new");
        button(miras, "Save").click();

        for (var page : List.of(miras, toms)) {
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name)))
                    .isVisible();
            assertThat(page.getByText("What is new")).isVisible();
            assertThat(navigation(page, "Rooms").getByText(name)).isVisible();
        }
    }

    @Test
    void takenNameIsReportedInTheDialog() {
        var taken = TestUser.unique("Taken");
        named(tom, taken);
        var page = open(mira, named(mira, TestUser.unique("Mine")));

        chooseInRoomMenu(page, "Edit room");
        page.getByLabel("Room name").fill(taken);
        button(page, "Save").click();

        assertThat(page.getByText("There is already a public room with that name."))
                .isVisible();
        ignoreConsoleErrors("409");
    }

    @Test
    void ownerAssignsRolesAndRemovesMembers() {
        var room = mira.createRoom("private");
        mira.invite(room, tom);
        var page = open(mira, room);
        chooseInRoomMenu(page, "Members");
        assertThat(list(page, "Members of this room")).hasCount(2);
        page.getByLabel("Find a member").fill(tom.username());
        assertThat(list(page, "Members of this room")).hasCount(1);
        page.getByLabel("Find a member").fill("");
        assertThat(list(page, "Members of this room")).hasCount(2);

        page.getByLabel("Role of " + tom.username()).selectOption("moderator");
        assertThat(page.getByLabel("Role of " + tom.username())).hasValue("moderator");
        await().until(() -> "moderator".equals(tom.get("/api/rooms/{id}", room).getString("role")));

        var eve = TestUser.create("eve");
        tom.invite(room, eve);
        assertThat(list(page, "Members of this room")).hasCount(3);

        page.onDialog(Dialog::accept);
        button(page, "Remove " + eve.username()).click();
        assertThat(list(page, "Members of this room")).hasCount(2);
        eve.request().get("/api/rooms/{id}", room).then().statusCode(404);
    }

    @Test
    void memberListFollowsJoinsAndLeaves() {
        var room = mira.createRoom("private");
        mira.invite(room, tom);
        var page = open(mira, room);
        chooseInRoomMenu(page, "Members");
        var item = list(page, "Members of this room").filter(new Locator.FilterOptions().setHasText(tom.username()));
        assertThat(item).containsText("offline");

        try (var toms = tom.openSocket()) {
            assertThat(item).not().containsText("offline");
        }
    }

    @Test
    void usernamesAreCompletedForAnInvitation() {
        var page = open(mira, mira.createRoom("private"));

        chooseInRoomMenu(page, "Add people");
        page.getByLabel("Name or username")
                .fill(tom.username().substring(0, tom.username().length() - 1));

        assertThat(page.locator("#invite-person-people option[value='" + tom.username() + "']"))
                .hasCount(1);
    }

    @Test
    void forbiddenActionsAreNotOffered() {
        var room = mira.createRoom("public");
        tom.join(room);
        var page = open(tom, room);

        button(page, "Room").click();

        assertThat(button(page, "Members")).isVisible();
        assertThat(button(page, "Leave")).isVisible();
        for (var name : List.of("Add people", "Invitation links", "Edit room", "Archive", "Restore")) {
            assertThat(button(page, name)).isHidden();
        }
        button(page, "Members").click();
        assertThat(list(page, "Members of this room")).hasCount(2);
        assertThat(page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName(Pattern.compile("Role of"))))
                .hasCount(0);
    }

    @Test
    void detailsStayOpenUntilClosed() {
        var room = mira.createRoom("private");
        var other = mira.createRoom("private");
        mira.invite(other, tom);
        mira.pin(other, tom.post(other, "the plan"));
        var page = open(mira, room);
        assertThat(details(page)).isHidden();

        button(page, "About").click();
        assertThat(button(page, "Close About")).isFocused();
        assertThat(details(page)).containsText("No pinned messages.");
        page.navigate("/rooms/" + other);
        assertThat(list(page, "Members of this room")).hasCount(2);

        button(page, "Close About").click();
        assertThat(button(page, "About")).hasAttribute("aria-expanded", "false");
        page.reload();
        assertThat(details(page)).isHidden();
    }

    @Test
    void detailsOverlayNarrowScreensAndCloseByAClickOutside() {
        var page = open(mira, "/rooms/" + mira.createRoom("private"), 900);

        button(page, "About").click();
        assertThat(details(page)).isVisible();
        log(page).click(new Locator.ClickOptions().setPosition(20, 20));

        assertThat(details(page)).isHidden();
    }

    @Test
    void menuWorksByKeyboard() {
        var page = open(mira, mira.createRoom("private"));
        button(page, "Room").focus();

        page.keyboard().press("Enter");
        assertThat(button(page, "Members")).isFocused();
        page.keyboard().press("ArrowDown");
        assertThat(button(page, "Add people")).isFocused();
        page.keyboard().press("Escape");
        assertThat(button(page, "Room")).isFocused();
        assertThat(button(page, "Members")).isHidden();

        page.keyboard().press("Enter");
        page.keyboard().press("Enter");
        assertThat(details(page)).isVisible();
        page.keyboard().press("Escape");
        assertThat(details(page)).isHidden();
        assertThat(button(page, "About")).isFocused();
    }

    @Test
    void invitationLinkIsShownOnceAndFollowedThroughSignIn() {
        var room = mira.createRoom("private");
        var page = open(mira, room);
        chooseInRoomMenu(page, "Invitation links");
        page.getByLabel("Max uses").selectOption("1");
        button(page, "Create link").click();
        assertThat(page.getByLabel("Copy it now, it won't be shown again")).hasValue(Pattern.compile(".*/join/.*"));
        var link = page.getByLabel("Copy it now, it won't be shown again").inputValue();
        assertThat(list(page, "Invitation links of this room")).hasCount(1);
        assertThat(list(page, "Invitation links of this room").first()).containsText("1 use left");
        assertThat(list(page, "Invitation links of this room").first().locator("time"))
                .hasText("expires in 7 days");
        assertThat(list(page, "Invitation links of this room").first().locator("time"))
                .hasAttribute("title", Pattern.compile(".+day, .+ \\d{4} at .+"));

        var toms = newBrowser(360);
        toms.navigate(link);
        toms.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Sign in to join"))
                .click();
        toms.getByLabel("Username").fill(tom.username());
        toms.getByLabel("Password").fill("not it at all");
        button(toms, "Sign in").click();
        toms.getByLabel("Username").fill(tom.username());
        toms.getByLabel("Password").fill(TestUser.PASSWORD);
        button(toms, "Sign in").click();
        assertThat(mira.get("/api/rooms/{id}/members", room).getList("items"))
                .as("opening it joins nobody")
                .hasSize(1);
        button(toms, "Join as " + tom.username()).click();
        toms.waitForURL("**/rooms/" + room);
        awaitConnected(toms);

        toms.navigate(link);
        assertThat(toms.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("This link doesn't work")))
                .isVisible();
        ignoreConsoleErrors("410");
    }

    @Test
    void invitationLinkIsRevoked() {
        var room = mira.createRoom("private");
        var page = open(mira, room);
        chooseInRoomMenu(page, "Invitation links");
        button(page, "Create link").click();
        assertThat(list(page, "Invitation links of this room")).hasCount(1);

        button(page, "Revoke").click();

        assertThat(page.getByText("No invitation links.")).isVisible();
        assertThat(page.getByLabel("Copy it now, it won't be shown again")).isHidden();
    }

    @Test
    void severalPeopleAreChosenForAConversation() {
        var eve = TestUser.create("eve");
        var page = open(mira, "/", WIDE);
        button(page, "New message").click();
        assertThat(button(page, "Start")).isDisabled();

        for (var person : List.of(tom, eve)) {
            page.getByLabel("Search people").fill(person.username());
            page.getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName(Pattern.compile(person.username())))
                    .check();
        }
        assertThat(page.getByText("With " + tom.username() + ", " + eve.username()))
                .isVisible();
        button(page, "Start").click();

        page.waitForURL(Pattern.compile(".*/rooms/\\d+$"));
        assertThat(page.getByRole(
                        AriaRole.HEADING, new Page.GetByRoleOptions().setName(tom.username() + ", " + eve.username())))
                .isVisible();
        button(page, "Room").click();
        assertThat(button(page, "Add people")).isVisible();
        assertThat(button(page, "Archive")).isHidden();
    }

    @Test
    void menuOfADirectRoomEndsWithoutASeparator() {
        var direct = open(mira, mira.openDirect(tom));
        var room = open(mira, mira.createRoom("private"));

        button(direct, "Room").click();
        assertThat(direct.locator(".choices")).hasCSS("border-bottom-width", "0px");
        button(room, "Room").click();
        assertThat(room.locator(".choices")).hasCSS("border-bottom-width", "1px");
    }

    @Test
    void mutedRoomShowsNoCountOnAnyDevice() {
        var room = mira.createRoom("public");
        var other = mira.createRoom("public");
        tom.join(room);
        var page = open(mira, room);
        var elsewhere = open(mira.signInAgain(), other);

        button(page, "Room").click();
        page.getByLabel("Nothing").check();

        var item = elsewhere.locator("room-list li[data-room='" + room + "']");
        assertThat(item).hasAttribute("data-notify", "nothing");
        page.close();
        tom.post(room, "unheard");
        assertThat(item.locator("[data-part=unread]")).hasText("1");
        assertThat(item.locator("[data-part=badge]")).isHidden();
        elsewhere.reload();
        assertThat(item).hasAttribute("data-notify", "nothing");
    }

    @Test
    void ownerArchivesFindsAndRestoresARoom() {
        var name = TestUser.unique("Closing");
        var room = named(mira, name);
        var page = open(mira, room);
        page.onDialog(Dialog::accept);

        chooseInRoomMenu(page, "Archive");
        assertThat(page.getByText("This room is archived")).isVisible();
        page.navigate("/");
        addsRoom(page, "Browse rooms");
        page.getByLabel("Filter rooms").selectOption("archived");
        button(page, "Restore " + name).click();

        page.waitForURL("**/rooms/" + room);
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name)))
                .isVisible();
        sendMessage(page, "open again");
        assertThat(page.locator("article[data-seq='1']")).hasCount(1);
    }

    @Test
    void memberLeavesAnArchivedRoom() {
        var name = TestUser.unique("Closing");
        var room = named(mira, name);
        tom.join(room);
        mira.requestWith(Map.of("archived", true))
                .patch("/api/rooms/{id}", room)
                .then()
                .statusCode(200);
        var page = open(tom, room);

        chooseInRoomMenu(page, "Leave");

        page.waitForURL(url -> !url.endsWith("/rooms/" + room));
        awaitConnected(page);
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name)))
                .hasCount(0);
        assertThat(navigation(page, "Rooms").getByText(name)).hasCount(0);
        page.navigate("/rooms/" + room);
        awaitConnected(page);
        assertThat(page.getByText("This room is archived")).isVisible();
        assertThat(navigation(page, "Rooms").getByText(name)).hasCount(0);
    }

    @Test
    void anEmptyArchivedRoomInvitesNobodyToWrite() {
        var room = named(mira, TestUser.unique("Quiet"));
        var page = open(mira, room);
        page.onDialog(Dialog::accept);
        assertThat(page.getByText("Say hello.")).isVisible();

        chooseInRoomMenu(page, "Archive");

        assertThat(page.getByText("This room is archived")).isVisible();
        assertThat(page.getByText("No messages yet.")).isVisible();
        assertThat(page.getByText("Say hello.")).isHidden();
        page.reload();
        assertThat(page.getByText("No messages yet.")).isVisible();
        assertThat(page.getByText("Say hello.")).isHidden();
        chooseInRoomMenu(page, "Restore");
        assertThat(page.getByText("Say hello.")).isVisible();
    }

    @ParameterizedTest
    @ValueSource(ints = {360, 1440})
    void menusAndDialogsFitTheScreen(int width) {
        var room = mira.createRoom("private");
        mira.requestWith(Map.of("name", "x".repeat(80), "topic", "y".repeat(250)))
                .patch("/api/rooms/{id}", room)
                .then()
                .statusCode(200);
        mira.invite(room, tom);
        var page = open(mira, "/rooms/" + room, width);

        for (var item : List.of("Invitation links", "Edit room")) {
            button(page, "Room").click();
            isWithin(page.locator("#room-menu-list"), width);
            button(page, item).click();
            isWithin(page.locator("dialog[open]"), width);
            page.keyboard().press("Escape");
        }
        button(page, "About").click();
        isWithin(details(page), width);
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(width);
    }

    private static Locator details(Page page) {
        return page.getByRole(AriaRole.COMPLEMENTARY, new Page.GetByRoleOptions().setName("About"));
    }

    private static void isWithin(Locator shown, int width) {
        var box = shown.boundingBox();
        assertThat(box.x).isNotNegative();
        assertThat(box.x + box.width).isLessThanOrEqualTo(width);
    }

    private static Locator list(Page page, String name) {
        return page.getByRole(AriaRole.LIST, new Page.GetByRoleOptions().setName(name))
                .getByRole(AriaRole.LISTITEM);
    }

    private static long named(TestUser owner, String name) {
        return owner.requestWith(Map.of("name", name))
                .post("/api/rooms")
                .then()
                .statusCode(201)
                .extract()
                .as(Json.class)
                .getLong("id");
    }
}

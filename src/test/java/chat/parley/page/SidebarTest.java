package chat.parley.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void peopleAreFoundWhileTyping() {
        var mira = TestUser.called("mira");
        var zoe = TestUser.called("zoe");
        var page = opens(mira, "/", 1280);

        page.getByLabel("Find people").fill(zoe.username());

        var people = navigation(page, "People").getByRole(AriaRole.LISTITEM);
        assertThat(people).hasCount(1);
        assertThat(people.first()).containsText(zoe.username());
        page.getByLabel("Find people").fill("nobody-is-called-this");
        assertThat(navigation(page, "People").getByText("No people found.")).isVisible();
    }

    @Test
    void peopleArePaged() {
        var beginning = TestUser.unique("crowd");
        for (var number = 10; number < 40; number++) {
            TestUser.signUp(Map.of("username", beginning + "-" + number, "password", TestUser.PASSWORD))
                    .then()
                    .statusCode(201);
        }
        var page = opens(TestUser.called("mira"), "/", 1280);
        page.getByLabel("Find people").fill(beginning);
        var people = navigation(page, "People").getByRole(AriaRole.LISTITEM);
        assertThat(people.first()).containsText(beginning + "-10");
        assertThat(people).hasCount(25);

        button(page, "More").click();

        assertThat(people).hasCount(30);
        assertThat(button(page, "More")).isHidden();
        assertThat(people.last()).containsText(beginning + "-39");
    }

    @Test
    void presenceIsUpdated() {
        var mira = TestUser.called("mira");
        var tom = TestUser.called("tom");
        var page = opens(mira, "/", 1280);
        page.getByLabel("Find people").fill(tom.username());
        var item = navigation(page, "People").getByRole(AriaRole.LISTITEM);
        assertThat(item).hasCount(1);
        assertThat(item.first()).containsText("offline");

        try (var toms = tom.opensSocket()) {
            assertThat(item.first()).containsText("online");
            assertThat(item.first()).not().containsText("offline");
        }

        assertThat(item.first()).containsText("offline", new ContainsTextOptions().setTimeout(15_000));
    }

    @Test
    void choosingAPersonOpensTheDirectRoom() {
        var mira = TestUser.called("mira");
        var tom = TestUser.called("tom");
        var page = opens(mira, "/", 1280);
        page.getByLabel("Find people").fill(tom.username());

        assertThat(navigation(page, "People").getByRole(AriaRole.LISTITEM)).hasCount(1);
        navigation(page, "People")
                .getByRole(AriaRole.LISTITEM)
                .getByRole(AriaRole.BUTTON)
                .click();

        page.waitForURL(Pattern.compile(".*/rooms/\\d+$"));
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(tom.username())))
                .isVisible();
        connected(page);
        says(page, "just us");
        assertThat(page.locator("article[data-seq='1']")).hasCount(1);
        assertThat(tom.reads("/api/rooms?mine=true").getString("items[0].with")).isEqualTo(mira.username());
    }

    @Test
    void roomIsCreatedInvitedToAndLeft() {
        var mira = TestUser.called("mira");
        var tom = TestUser.called("tom");
        var name = TestUser.unique("Reading");
        var page = opens(mira, "/", 1280);

        navigation(page, "Rooms")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("New room"))
                .click();
        page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill(name);
        page.getByLabel("Private").check();
        button(page, "Create room").click();
        page.waitForURL(Pattern.compile(".*/rooms/\\d+$"));
        connected(page);
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name)))
                .isVisible();

        inMenu(page, "Add people");
        page.getByLabel("Name or username").fill("nobody-at-all");
        button(page, "Add").click();
        assertThat(page.getByText("There is no user with that name.")).isVisible();
        page.getByLabel("Name or username").fill(tom.username());
        button(page, "Add").click();
        assertThat(page.locator("dialog[open]")).hasCount(0);
        assertThat(tom.reads("/api/rooms?mine=true").getString("items[0].name")).isEqualTo(name);

        page.onDialog(Dialog::accept);
        inMenu(page, "Leave");
        assertThat(navigation(page, "Rooms").getByText(name)).hasCount(0);
        pardon("404");
    }

    @Test
    void publicRoomIsJoinedByAButton() {
        var mira = TestUser.called("mira");
        var tom = TestUser.called("tom");
        var room = tom.makesRoom("public");
        var page = opens(mira, room);

        button(page, "Join").click();
        assertThat(button(page, "Join")).isHidden();
        tom.posts(room, "welcome, Mira");

        assertThat(page.getByText("welcome, Mira")).isVisible();
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 360, 768, 1440})
    void contentFitsAnyWidth(int width) {
        var mira = TestUser.called("mira");
        var room = mira.makesRoom("public");
        mira.posts(room, "a-very-long-word-".repeat(40));
        mira.posts(room, "```\n" + "code ".repeat(100) + "\n```");

        var page = opens(mira, "/rooms/" + room, width);

        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(width);
        assertThat((Integer) log(page).evaluate("log => log.scrollWidth - log.clientWidth"))
                .isZero();
        assertThat(composer(page)).isInViewport();
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 1440})
    void longNameAndFewMessagesFillTheWindow(int width) {
        var mira = TestUser.called("mira");
        var room = mira.makesRoom("private");
        mira.sends(Map.of("name", "x".repeat(80)))
                .patch("/api/rooms/{id}", room)
                .then()
                .statusCode(200);

        var page = opens(mira, "/rooms/" + room, width);

        var send = button(page, "Send").boundingBox();
        assertThat(send.x + send.width).as("the button's right edge").isLessThanOrEqualTo(width);
        assertThat((Integer)
                        page.evaluate("innerHeight - document.querySelector('main').getBoundingClientRect().bottom"))
                .isZero();
    }

    @Test
    void narrowScreenShowsOnePaneAtATime() {
        var mira = TestUser.called("mira");
        var room = mira.makesRoom("public");
        var page = opens(mira, "/rooms/" + room, 320);
        assertThat(navigation(page, "Rooms")).not().isInViewport();

        button(page, "Menu").click();
        assertThat(navigation(page, "Rooms")).isInViewport();
        page.keyboard().press("Escape");

        assertThat(navigation(page, "Rooms")).not().isInViewport();
        assertThat(button(page, "Menu")).isFocused();
    }

    @Test
    void aTapBesideTheOpenSidebarReachesNoMessage() {
        var mira = TestUser.called("mira");
        var room = mira.makesRoom("public");
        IntStream.range(0, 20).forEach(line -> mira.posts(room, "[link](/settings)".repeat(6)));
        var page = opens(mira, "/rooms/" + room, 390);
        button(page, "Menu").click();
        assertThat(navigation(page, "Rooms")).isInViewport();

        page.mouse().click(375, 400);

        assertThat(navigation(page, "Rooms")).not().isInViewport();
        assertThat(button(page, "Menu")).isFocused();
        assertThat(page).hasURL(Pattern.compile("/rooms/%d$".formatted(room)));
    }

    @Test
    void sidebarWorksByKeyboard() {
        var mira = TestUser.called("mira");
        var room = mira.makesRoom("public");
        var page = opens(mira, room);

        page.getByText("Skip to the message box").focus();
        page.keyboard().press("Enter");
        assertThat(composer(page)).isFocused();
        page.keyboard().type("by keyboard");
        page.keyboard().press("Enter");

        assertThat(page.locator("article[data-seq='1']")).containsText("by keyboard");
        assertThat(composer(page)).isFocused();
    }
}

package chat.parley.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import chat.parley.TestUser;
import chat.parley.admin.AdminActions;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import io.quarkus.test.junit.QuarkusTest;

/** Actions of two users on messages, each in a browser. */
@QuarkusTest
class MessageToolsTest extends BrowserTest {

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
    void clickTogglesAReactionForBoth() {
        var seq = mira.post(room, "Cake in the kitchen");
        var miras = open(mira, room);
        var toms = open(tom, room);

        at(toms, seq).hover();
        tool(toms, "React with thumbs up").click();
        assertThat(reaction(miras, seq, "👍")).hasText(Pattern.compile("👍 1"));
        assertThat(reaction(miras, seq, "👍")).hasAttribute("aria-pressed", "false");
        reaction(miras, seq, "👍").click();

        for (var page : new Page[] {miras, toms}) {
            assertThat(reaction(page, seq, "👍")).hasText(Pattern.compile("👍 2"));
            assertThat(reaction(page, seq, "👍")).hasAttribute("aria-pressed", "true");
        }
        reaction(miras, seq, "👍").click();
        assertThat(reaction(toms, seq, "👍")).hasText(Pattern.compile("👍 1"));
    }

    @Test
    void emojiIsFoundByNameAndChosenByKeyboard() {
        var seq = mira.post(room, "Done");
        var miras = open(mira, room);

        at(miras, seq).hover();
        tool(miras, "React with another emoji").click();
        miras.getByRole(AriaRole.SEARCHBOX, new Page.GetByRoleOptions().setName("Search emoji"))
                .fill("tada");
        assertThat(button(miras, "tada")).isVisible();
        miras.keyboard().press("Enter");

        assertThat(reaction(miras, seq, "🎉")).isVisible();
    }

    @Test
    void earlierReactionsAreMarkedAsOwn() {
        var seq = mira.post(room, "Cake");
        tom.react(room, seq, "🍰").then().statusCode(200);

        assertThat(reaction(open(tom, room), seq, "🍰")).hasAttribute("aria-pressed", "true");
        assertThat(reaction(open(mira, room), seq, "🍰")).hasAttribute("aria-pressed", "false");
    }

    @Test
    void arrowUpEditsTheLastOwnMessage() {
        var miras = open(mira, room);
        var toms = open(tom, room);
        sendMessage(miras, "Helo");
        assertThat(articles(toms)).hasCount(1);
        tom.post(room, "Hm?");

        composer(miras).press("ArrowUp");
        assertThat(composer(miras)).hasValue("Helo");
        composer(miras).fill("Hello");
        composer(miras).press("Enter");

        assertThat(at(toms, 1).locator("[data-part=body]")).hasText("Hello");
        button(toms, "edited").click();
        assertThat(toms.getByRole(AriaRole.DIALOG)).containsText("Helo");
        assertThat(toms.getByRole(AriaRole.DIALOG).locator("time")).hasText("now");
        assertThat(composer(miras)).hasValue("");
    }

    @Test
    void cancelledEditRestoresTheDraft() {
        mira.post(room, "first");
        var miras = open(mira, room);
        at(miras, 1).hover();
        composer(miras).fill("half a tho");

        fromMenu(miras, 1, "Edit");
        assertThat(composer(miras)).hasValue("first");
        composer(miras).press("Escape");

        assertThat(composer(miras)).hasValue("half a tho");
    }

    @Test
    void rejectedEditShowsAReasonAndKeepsTheText() {
        mira.post(room, "first");
        var miras = open(mira, room);

        fromMenu(miras, 1, "Edit");
        assertThat(composer(miras)).hasValue("first");
        composer(miras).fill("x".repeat(4001));
        composer(miras).press("Enter");

        assertThat(miras.getByRole(AriaRole.ALERT)
                        .filter(new Locator.FilterOptions().setHasText("Too long: 4,001 of 4,000 characters.")))
                .isVisible();
        assertThat(composer(miras)).hasValue("x".repeat(4001));
        ignoreConsoleErrors("status of 400");
    }

    @Test
    void replyShowsAndFollowsItsOriginal() {
        var seq = mira.post(room, "Which cake?");
        var miras = open(mira, room);
        var toms = open(tom, room);

        at(toms, seq).hover();
        tool(toms, "Reply").click();
        assertThat(toms.getByText("Reply to " + mira.username())).isVisible();
        sendMessage(toms, "The plum one");

        var quote = at(miras, seq + 1).locator("[data-part=quote]");
        assertThat(quote).hasText(mira.username() + ": Which cake?");
        assertThat(quote).hasAttribute("href", "/rooms/%d?at=%d".formatted(room, seq));
        mira.edit(room, seq, "Which pie?").then().statusCode(200);
        assertThat(quote).hasText(mira.username() + ": Which pie?");
        assertThat(toms.getByText("Reply to " + mira.username())).isHidden();
    }

    @Test
    void deletionIsConfirmedAndRemovesForBoth() {
        var seq = mira.post(room, "I regret this");
        var miras = open(mira, room);
        var toms = open(tom, room);

        miras.onceDialog(Dialog::dismiss);
        fromMenu(miras, seq, "Delete");
        miras.onceDialog(Dialog::accept);
        fromMenu(miras, seq, "Delete");

        for (var page : new Page[] {miras, toms}) {
            assertThat(at(page, seq).locator("[data-part=body]")).hasText("This message was deleted.");
        }
    }

    @Test
    void onlyPermittedActionsAreOffered() {
        mira.post(room, "by the owner");
        tom.post(room, "by a member");
        var toms = open(tom, room);

        openMenu(toms, 1);
        assertThat(toms.getByRole(AriaRole.MENUITEM)).hasText(new String[] {"Copy link", "Mark as unread"});
        toms.keyboard().press("Escape");
        openMenu(toms, 2);
        assertThat(toms.getByRole(AriaRole.MENUITEM))
                .hasText(new String[] {"Edit", "Copy link", "Mark as unread", "Delete"});
    }

    @Test
    void administratorDeletesMessagesInPublicRooms() {
        var open = mira.createRoom("public");
        mira.post(open, "buy my coins");
        AdminActions.grantAdmin(tom);
        var toms = open(tom, open);

        toms.onceDialog(Dialog::accept);
        fromMenu(toms, 1, "Delete");

        assertThat(at(toms, 1).locator("[data-part=body]")).hasText("This message was deleted.");
    }

    @Test
    void pinnedMessageIsMarkedAndListed() {
        var seq = tom.post(room, "The door code is new");
        var miras = open(mira, room);
        var toms = open(tom, room);

        fromMenu(miras, seq, "Pin");

        assertThat(at(toms, seq).locator("[data-part=pinned]")).isVisible();
        button(toms, "About").click();
        var pinned = toms.getByRole(AriaRole.LIST, new Page.GetByRoleOptions().setName("Pinned"));
        assertThat(pinned).containsText("The door code is new");
        assertThat(toms.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Jump")))
                .hasAttribute("href", "/rooms/%d?at=%d".formatted(room, seq));
        mira.request().delete("/api/rooms/{id}/messages/{seq}/pin", room, seq);
        assertThat(pinned.getByRole(AriaRole.LISTITEM)).hasCount(0);
    }

    /** The list stays open until the reader closes it. */
    @Test
    void pinnedTimesStayCurrent() {
        mira.pin(room, tom.post(room, "The door code is new"));
        var toms = newBrowser(WIDE);
        toms.context().addCookies(List.of(new Cookie("parley", tom.session()).setUrl(TestUser.origin())));
        toms.clock().install();
        toms.navigate("/rooms/" + room);
        awaitConnected(toms);
        button(toms, "About").click();
        var time = toms.getByRole(AriaRole.LIST, new Page.GetByRoleOptions().setName("Pinned"))
                .locator("time");
        assertThat(time).hasText("now");
        assertThat(time).hasAttribute("datetime", Pattern.compile(".+T.+Z"));
        assertThat(time).hasAttribute("title", Pattern.compile(".+day, .+ \\d{4} at .+"));

        toms.clock().fastForward("05:00");

        assertThat(time).hasText("5 minutes ago");
    }

    @Test
    void timeOfAGroupedMessageIsShownOnHover() {
        mira.post(room, 2);
        var toms = open(tom, room);
        var time = at(toms, 2).locator("time");
        assertThat(time).hasCSS("opacity", "0");

        at(toms, 2).hover();

        assertThat(time).hasCSS("opacity", "1");
    }

    @Test
    void messageToolsWorkByKeyboard() {
        mira.post(room, 3);
        var toms = open(tom, room);

        log(toms).focus();
        toms.keyboard().press("ArrowUp");
        toms.keyboard().press("ArrowUp");
        assertThat(at(toms, 2)).isFocused();
        toms.keyboard().press("ArrowRight");
        assertThat(tool(toms, "React with thumbs up")).isFocused();
        toms.keyboard().press("Enter");

        assertThat(reaction(toms, 2, "👍")).isVisible();
    }

    @Test
    void mentionsAreCompletedAndHighlighted() {
        var miras = open(mira, room);
        var toms = open(tom, room);

        composer(miras).pressSequentially("Hello @" + tom.username());
        assertThat(option(miras, tom.username())).isVisible();
        composer(miras).press("Tab");
        assertThat(composer(miras)).hasValue("Hello @" + tom.username() + " ");
        composer(miras).press("Enter");

        assertThat(articles(toms).first()).hasAttribute("data-calls-me", "");
        assertThat(articles(miras).first().locator(".mention")).hasText("@" + tom.username());
    }

    @Test
    void membersAreSuggestedFirst() {
        var name = TestUser.unique("zoe");
        var stranger = exactly(name + "a");
        var member = exactly(name + "b");
        mira.invite(room, member);
        var miras = open(mira, room);

        composer(miras).pressSequentially("@" + name);

        var options = miras.getByRole(AriaRole.OPTION);
        assertThat(options).hasCount(2);
        assertThat(options.nth(0)).containsText(member.username());
        assertThat(options.nth(1)).containsText(stranger.username());
    }

    @Test
    void mentioningEveryoneIsSuggestedToModerators() {
        var miras = open(mira, room);
        var toms = open(tom, room);

        composer(miras).pressSequentially("@roo");
        assertThat(option(miras, "Notify everyone in this room")).isVisible();
        composer(toms).pressSequentially("@");
        assertThat(toms.getByRole(AriaRole.OPTION).first()).isVisible();
        assertThat(option(toms, "Notify everyone in this room")).hasCount(0);
    }

    @Test
    void emojiShortcodesAreCompleted() {
        var miras = open(mira, room);

        composer(miras).pressSequentially("well done :tad");
        assertThat(option(miras, "tada")).isVisible();
        composer(miras).press("Enter");

        assertThat(composer(miras)).hasValue("well done 🎉 ");
    }

    @Test
    void unsentReplySurvivesAReload() {
        var seq = tom.post(room, "hello");
        var miras = open(mira, room);
        at(miras, seq).hover();
        tool(miras, "Reply").click();
        composer(miras).fill("half a thought");

        miras.reload();
        awaitConnected(miras);

        assertThat(miras.getByText("Reply to " + tom.username())).isVisible();
        assertThat(composer(miras)).hasValue("half a thought");
        composer(miras).press("Enter");
        assertThat(at(miras, seq + 1).locator("[data-part=quote]")).hasText(tom.username() + ": hello");
        miras.reload();
        awaitConnected(miras);
        assertThat(miras.getByText("Reply to " + tom.username())).isHidden();
    }

    @Test
    void unsentEditAndDraftSurviveAReload() {
        var seq = mira.post(room, "first");
        var miras = open(mira, room);
        composer(miras).fill("half a thought");
        fromMenu(miras, seq, "Edit");
        assertThat(composer(miras)).hasValue("first");
        composer(miras).fill("fir");

        miras.reload();
        awaitConnected(miras);

        assertThat(miras.getByText("Edit your message")).isVisible();
        assertThat(composer(miras)).hasValue("fir");
        composer(miras).press("Escape");
        assertThat(composer(miras)).hasValue("half a thought");
        assertThat(at(miras, seq)).containsText("first");
    }

    @Test
    void messageLinkIsCopied() {
        var seq = mira.post(room, "look");
        var miras = open(mira, room);
        miras.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));

        fromMenu(miras, seq, "Copy link");

        await().until(
                        () -> miras.evaluate("navigator.clipboard.readText()"),
                        link -> link.equals("%s/rooms/%d?at=%d".formatted(TestUser.origin(), room, seq)));
        assertThat(miras.getByText("Link copied.")).isVisible();
    }

    private static void fromMenu(Page page, long seq, String item) {
        openMenu(page, seq);
        page.getByRole(
                        AriaRole.MENUITEM,
                        new Page.GetByRoleOptions().setName(item).setExact(true))
                .click();
    }

    private static void openMenu(Page page, long seq) {
        at(page, seq).hover();
        tool(page, "More").click();
    }

    private static TestUser exactly(String username) {
        TestUser.signUp(Map.of("username", username, "password", TestUser.PASSWORD))
                .then()
                .statusCode(201);
        return TestUser.signIn(username);
    }

    private static Locator at(Page page, long seq) {
        return log(page).locator("article[data-seq='" + seq + "']");
    }

    private static Locator tool(Page page, String name) {
        return page.getByRole(AriaRole.TOOLBAR)
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator option(Page page, String containing) {
        return page.getByRole(AriaRole.OPTION).filter(new Locator.FilterOptions().setHasText(containing));
    }

    private static Locator reaction(Page page, long seq, String emoji) {
        return at(page, seq).locator("button.reaction[data-emoji='" + emoji + "']");
    }
}

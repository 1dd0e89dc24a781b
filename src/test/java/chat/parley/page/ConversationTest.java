package chat.parley.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.regex.Pattern;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import chat.parley.TestUser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.junit.QuarkusTest;

/** A conversation between two users in two browsers. */
@QuarkusTest
class ConversationTest extends BrowserTest {

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
    void screenReaderAnnouncesMessagesOfOthersOnly() {
        var page = open(mira, room);
        var announced = page.locator("[data-part=announcement]");
        assertThat(log(page)).hasAttribute("aria-live", "off");

        sendMessage(page, "mine");
        assertThat(articles(page)).hasCount(1);
        tom.post(room, "and mine");

        assertThat(announced).hasText(tom.username() + ": and mine");
        assertThat(announced).hasRole(AriaRole.STATUS);
    }

    @Test
    void visitorOfAPublicRoomSeesNewMessages() {
        var open = mira.createRoom("public");
        mira.post(open, "first");
        var page = open(tom, open);
        assertThat(articles(page)).hasCount(1);

        mira.post(open, "second");
        mira.edit(open, 1, "first of all");

        assertThat(articles(page)).hasCount(2, new LocatorAssertions.HasCountOptions().setTimeout(15_000));
        assertThat(articles(page).first()).containsText("first of all");
        assertThat(button(page, "Join")).isVisible();
    }

    @Test
    void twoPeopleSeeTheSameConversation() {
        var miras = open(mira, room);
        var toms = open(tom, room);

        sendMessage(miras, "Hello **Tom**");
        assertThat(articles(toms)).hasCount(1);
        sendMessage(toms, "Hello Mira");
        assertThat(articles(miras)).hasCount(2);
        sendMessage(miras, "How are you?");
        assertThat(articles(toms)).hasCount(3);

        for (var page : new Page[] {miras, toms}) {
            assertThat(articles(page).locator("[data-part=body]"))
                    .hasText(new String[] {"Hello Tom", "Hello Mira", "How are you?"});
            assertThat(page.locator("article[data-state]")).hasCount(0);
            assertThat(articles(page).first().locator("strong")).hasText("Tom");
        }
    }

    /** The frame of a large message has no contents, and the next one comes after a gap. */
    @Test
    void largeMessageIsFetchedAndShown() {
        var page = open(mira, room);
        var announced = page.locator("[data-part=announcement]");

        tom.post(room, "[a]: http://e.org/%s\n\n%s large".formatted("x".repeat(100), "[a] ".repeat(375)));
        assertThat(announced).containsText("http://e.org/");
        tom.post(room, "small");

        assertThat(articles(page)).hasCount(2);
        assertThat(articles(page).first()).containsText("large");
        assertThat(articles(page).last()).containsText("small");
    }

    @Test
    void sentMessageAppearsAtOnceAndOnce() {
        var miras = open(mira, room);
        var held = new Object() {
            Route route;
        };
        miras.route("**/messages", route -> held.route = route);

        sendMessage(miras, "Are you there?");

        assertThat(articles(miras)).hasCount(1);
        assertThat(articles(miras).first()).hasAttribute("data-state", "pending");
        assertThat(composer(miras)).hasValue("");
        held.route.resume();
        assertThat(miras.locator("article[data-seq='1']")).hasText(Pattern.compile("Are you there\\?"));
        assertThat(articles(miras)).hasCount(1);
        assertThat(miras.locator("article[data-state]")).hasCount(0);
    }

    @Test
    void retriedSendStoresOneMessage() {
        var miras = open(mira, room);
        var first = new boolean[] {true};
        miras.route("**/messages", route -> {
            if (first[0]) {
                first[0] = false;
                route.fetch();
                route.abort();
            } else {
                route.resume();
            }
        });

        sendMessage(miras, "once");

        assertThat(miras.locator("article[data-seq='1']")).hasCount(1);
        sendMessage(miras, "and again");
        assertThat(miras.locator("article[data-seq='2']")).hasCount(1);
        assertThat(articles(miras)).hasCount(2);
        ignoreConsoleErrors("ERR_FAILED");
    }

    @Test
    void shiftEnterInsertsALineBreak() {
        var miras = open(mira, room);

        composer(miras).fill("one");
        composer(miras).press("Shift+Enter");
        composer(miras).pressSequentially("two");
        composer(miras).press("Enter");

        assertThat(articles(miras).first().locator("[data-part=body] br")).hasCount(1);
        assertThat(mira.get("/api/rooms/{id}/messages", room).getString("items[0].body"))
                .isEqualTo("one\ntwo");
    }

    @Test
    void rejectedMessageShowsAReasonAndKeepsTheText() {
        var miras = open(mira, room);

        sendMessage(miras, "x".repeat(4001));

        assertThat(miras.getByRole(AriaRole.ALERT)
                        .filter(new Locator.FilterOptions().setHasText("Too long: 4,001 of 4,000 characters.")))
                .isVisible();
        assertThat(composer(miras)).hasValue("x".repeat(4001));
        assertThat(articles(miras)).hasCount(0);
        ignoreConsoleErrors("status of 400");
    }

    @Test
    void typingIsShownToOthers() {
        var miras = open(mira, room);
        var toms = open(tom, room);

        composer(miras).pressSequentially("I was thinking");

        assertThat(toms.locator("[data-part=typing]")).hasText(Pattern.compile(mira.username() + " is typing"));
        assertThat(miras.locator("[data-part=typing]")).hasText("");
    }

    @Test
    void otherRoomsShowUnreadCounts() {
        var other = mira.createRoom("private");
        mira.invite(other, tom);
        var toms = open(tom, room);
        var link = navigation(toms, "Rooms").locator("li[data-room='" + other + "']");

        mira.post(other, 3);
        assertThat(link.locator("[data-part=unread]")).hasText("3");
        assertThat(toms).hasTitle(Pattern.compile("^\\(3\\) "));
        link.locator("a").click();
        awaitConnected(toms);

        assertThat(toms.locator("li[data-room='" + other + "'] [data-part=badge]"))
                .isHidden();
        await().until(() -> tom.get("/api/rooms/{id}", other).getLong("unread") == 0);
    }

    @Test
    void newRoomAppearsAfterAnInvitation() {
        var eve = TestUser.create("eve");
        var eves = open(eve, "/", 1280);

        mira.invite(room, eve);

        assertThat(navigation(eves, "Rooms").locator("li[data-room='" + room + "']"))
                .isVisible();
    }

    @Test
    void revokedSessionRedirectsToSignIn() {
        var miras = open(mira, room);

        mira.signOut();

        miras.waitForURL("**/login");
        ignoreConsoleErrors("401");
        // The socket may have tried to reconnect once more before the page was left.
        ignoreConsoleErrors("HTTP Authentication failed");
    }

    @Test
    void removedMemberCannotWrite() {
        var toms = open(tom, room);

        mira.request()
                .delete("/api/rooms/{id}/members/{name}", room, tom.username())
                .then()
                .statusCode(204);

        assertThat(toms.getByText("You are no longer in this room.")).isVisible();
        assertThat(navigation(toms, "Rooms").locator("li[data-room='" + room + "']"))
                .hasCount(0);
        ignoreConsoleErrors("404");
    }

    @Test
    void whoseNameLooksLikeAnotherIsShownWithTheUsername() {
        mira.post(room, "from mira");
        var page = open(mira, room);
        assertThat(page.getByText("@" + mira.username())).isHidden();
        var name = TestUser.unique("Mira ");
        mira.requestWith(Map.of("displayName", name)).patch("/api/me").then().statusCode(200);
        tom.requestWith(Map.of("displayName", name.replace('M', 'М')))
                .patch("/api/me")
                .then()
                .statusCode(200);

        tom.post(room, "from the other");

        assertThat(articles(page).last().getByText("@" + tom.username())).isVisible();
        page.reload();
        assertThat(articles(page).first().getByText("@" + mira.username())).isVisible();
        assertThat(articles(page).last().getByText("@" + tom.username())).isVisible();
    }

    @Test
    void aTableOnAPhoneKeepsItsWordsWholeAndScrolls() {
        mira.post(room, """
                | Responsibility | Documentation | Infrastructure | Communication |
                | --- | --- | --- | --- |
                | Verantwortlichkeit | Dokumentationspflicht | Infrastrukturkosten | Kommunikationswege |""");

        var page = open(mira, "/rooms/" + room, 390);

        var linesOfWords = page.locator("table :is(th, td)").evaluateAll("""
                cells => cells.map(cell => {
                  const text = document.createRange();
                  text.selectNodeContents(cell);
                  return text.getClientRects().length;
                })""");
        assertThat(linesOfWords)
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(8)
                .containsOnly(1);
        assertThat(page.locator("table").evaluate("table => table.scrollWidth > table.clientWidth"))
                .isEqualTo(true);
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
    }
}

package chat.parley.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import chat.parley.TestUser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import io.quarkus.test.junit.QuarkusTest;

/** Desktop notifications of unread messages. A headless browser cannot show them, so the page records them instead; everything else is the browser's own behaviour. */
@QuarkusTest
class NotificationTest extends BrowserTest {

    private static final String NOTEBOOK = """
            const leave = () => (location.protocol === 'http:' && localStorage.getItem('test.leave')) || 'default';
            window.told = [];
            window.asked = 0;
            window.Notification = class {
              static permission = leave();
              static async requestPermission() {
                window.asked++;
                localStorage.setItem('test.leave', Notification.permission = 'granted');
                return 'granted';
              }
              constructor(title, options) {
                this.entry = { title, body: options.body, tag: options.tag, closed: false };
                window.told.push(this.entry);
                window.latest = this;
              }
              close() { this.entry.closed = true; }
            };
            """;

    private TestUser mira;
    private TestUser tom;
    private long open;
    private long direct;
    private Page page;

    @BeforeEach
    void openRoomWithNotifications() {
        mira = TestUser.create("mira");
        tom = TestUser.create("tom");
        open = mira.createRoom("private");
        mira.invite(open, tom);
        direct = tom.openDirect(mira);
        page = device(mira);
    }

    @Test
    void permissionIsRequestedByAClickOnly() {
        assertThat(asked(page)).isEqualTo(1);

        page.reload();
        awaitConnected(page);

        assertThat(control(page)).isChecked();
        assertThat(asked(page)).isZero();
        control(page).click();
        assertThat(control(page)).not().isChecked();
    }

    @Test
    void settingsHaveTheSameSwitch() {
        var settings = page.context().newPage();
        settings.navigate("/settings");
        assertThat(control(settings)).isChecked();

        control(settings).click();

        assertThat(control(settings)).not().isChecked();
        assertThat(control(page)).not().isChecked();
    }

    @Test
    void deniedPermissionIsReported() {
        control(page).click();
        page.evaluate("Notification.permission = 'default'; Notification.requestPermission = async () => 'denied'");

        control(page).click();

        assertThat(page.getByText(
                        "Your browser blocks notifications from this site. Allow them in the browser's settings."))
                .isVisible();
        assertThat(control(page)).not().isChecked();
    }

    @Test
    void directMessageNotifiesAndOpensItsMessage() {
        tom.post(direct, "Are you *there*?");

        var told = tells(1).get(0);
        assertThat(told).containsEntry("title", tom.username()).containsEntry("body", "Are you *there*?");
        page.evaluate("latest.onclick()");
        page.waitForURL("**/rooms/" + direct + "?at=1");
    }

    @Test
    void messageBeingReadDoesNotNotify() {
        wantsAll(page, open);
        tom.post(open, "you see this");
        mira.post(direct, "mine, from elsewhere");
        tom.post(direct, "you do not see this");

        assertThat(tells(1)).extracting(told -> told.get("body")).containsExactly("you do not see this");
    }

    @Test
    void backgroundRoomsNotifyOnlyMentions() {
        var other = roomOfBoth();
        tom.post(other, "nothing special");
        tom.post(other, "@" + mira.username() + " come here");

        assertThat(tells(1)).extracting(told -> told.get("body")).containsExactly("@" + mira.username() + " come here");
    }

    @Test
    void severalTabsNotifyOnce() {
        var second = tab("/rooms/" + roomOfBoth());
        var third = tab("/rooms/" + roomOfBoth());

        tom.post(direct, "once");
        tells(1, page, second, third);
        tom.post(direct, "and again");

        assertThat(tells(2, page, second, third))
                .extracting(told -> told.get("body"))
                .containsExactly("once", "and again");
    }

    @Test
    void severalDevicesNotifyOnce() {
        var second = device(mira.signInAgain());

        IntStream.rangeClosed(1, 3).forEach(number -> tom.post(direct, "message " + number));

        assertThat(tells(3, page, second))
                .extracting(told -> told.get("body"))
                .containsExactlyInAnyOrder("message 1", "message 2", "message 3");
    }

    @Test
    void visibleDeviceNotifiesFirst() {
        looksAway(page);
        var second = device(mira.signInAgain());

        tom.post(direct, "where you are");

        assertThat(tells(1, second)).extracting(told -> told.get("body")).containsExactly("where you are");
        looksAway(second);
        tom.post(direct, "on either");
        tells(2, page, second);
    }

    @Test
    void failedClaimStillNotifies() {
        page.route("**/told", route -> route.abort());

        tom.post(direct, "hello");

        assertThat(tells(1)).extracting(told -> told.get("body")).containsExactly("hello");
        ignoreConsoleErrors("ERR_FAILED");
    }

    @Test
    void anotherTabTakesOverNotifications() {
        var second = tab("/rooms/" + roomOfBoth());
        tom.post(direct, "to the first");
        tells(1, page, second);
        page.close();

        tom.post(direct, "to the second");

        assertThat(tells(1, second)).extracting(told -> told.get("body")).containsExactly("to the second");
    }

    @Test
    void messageShownInAnotherTabDoesNotNotify() {
        var second = tab("/rooms/" + direct);
        assertThat(log(second)).isVisible();
        var away = roomOfBoth();
        wantsAll(page, away);
        wantsAll(second, away);

        tom.post(direct, "seen in the other tab");
        tom.post(away, "seen in none");

        assertThat(tells(1, page, second)).extracting(told -> told.get("body")).containsExactly("seen in none");
    }

    @Test
    void hiddenTabDoesNotMarkAsRead() {
        wantsAll(page, open);
        looksAway(page);

        tom.post(open, "behind your back");

        assertThat(tells(1)).extracting(told -> told.get("title")).asString().contains(tom.username() + " in ");
    }

    @Test
    void readingElsewhereClosesTheNotification() {
        tom.post(direct, "hello");
        tells(1);

        mira.markRead(direct, 1);

        await().pollInSameThread()
                .until(() -> Boolean.TRUE.equals(told(page).get(0).get("closed")));
    }

    @Test
    void readingElsewherePreventsTheNotification() {
        tom.post(direct, "read at once");
        mira.markRead(direct, 1);
        tom.post(direct, "not read");

        assertThat(tells(1)).extracting(told -> told.get("body")).containsExactly("not read");
    }

    @Test
    void deletingAMessageClosesItsNotification() {
        tom.post(direct, "said");
        tells(1);

        var regretted = tom.post(direct, "better not said");
        takesBack(regretted);
        takesBack(1);
        tom.post(direct, "said instead");

        assertThat(tells(2)).extracting(told -> told.get("body")).containsExactly("said", "said instead");
        assertThat(told(page)).extracting(told -> told.get("closed")).containsExactly(true, false);
    }

    @Test
    void signOutClosesNotifications() {
        tom.post(direct, "for your eyes");
        tells(1);
        page.route("**/logout", route -> route.abort("aborted"));

        button(page, "Sign out").click(new Locator.ClickOptions().setNoWaitAfter(true));

        await().pollInSameThread()
                .until(() -> Boolean.TRUE.equals(told(page).get(0).get("closed")));
        ignoreConsoleErrors("ERR_ABORTED");
    }

    @Test
    void mutedRoomNeitherNotifiesNorCounts() {
        var quiet = roomOfBoth();
        wants(page, quiet, "nothing");

        tom.post(quiet, 3);
        tom.post(direct, "one");

        assertThat(page).hasTitle(Pattern.compile("^\\(1\\) "));
        assertThat(page.locator("li[data-room='" + quiet + "'] [data-part=unread]"))
                .hasText("3");
        assertThat(tells(1)).extracting(told -> told.get("body")).containsExactly("one");
    }

    @Test
    void mentionsAreCountedSeparately() {
        var other = roomOfBoth();
        var mentions = page.locator("li[data-room='" + other + "'] [data-part=mention-badge]");
        assertThat(mentions).isHidden();

        tom.post(other, "nothing special");
        tom.post(other, "@" + mira.username() + " come here");
        assertThat(mentions).hasText("@Mentions: 1");
        page.reload();
        assertThat(mentions).hasText("@Mentions: 1");
        assertThat(page.locator("li[data-room='" + other + "'] [data-part=unread]"))
                .hasText("2");

        tom.edit(other, 2, "no, stay");
        assertThat(mentions).isHidden();
    }

    @Test
    void aMentionThatAnEditAddsNotifiesOnceAlsoInAReadMessage() {
        var other = roomOfBoth();
        tom.post(other, "read already");
        tom.post(other, "unread");
        mira.markRead(other, 1);
        var second = device(mira.signInAgain());

        tom.edit(other, 1, "@" + mira.username() + " one");
        assertThat(tells(1, page, second))
                .extracting(told -> told.get("body"))
                .containsExactly("@" + mira.username() + " one");
        tom.edit(other, 1, "@" + mira.username() + " one, with a typo mended");
        tom.edit(other, 2, "@" + mira.username() + " two");

        assertThat(tells(2, page, second))
                .extracting(told -> told.get("body"))
                .containsExactlyInAnyOrder("@" + mira.username() + " one", "@" + mira.username() + " two");
    }

    @Test
    void missedMessagesNotifyOncePerRoomAfterAReconnect() {
        var other = roomOfBoth();
        goOffline(page);
        await().until(() -> !tom.request()
                .queryParam("q", mira.username())
                .get("/api/users")
                .path("items[0].online")
                .equals(true));
        tom.post(direct, "first");
        tom.post(direct, "last");
        tom.post(other, "@" + mira.username() + " come here");
        tom.post(other, 30);
        page.context().setOffline(false);

        assertThat(tells(2))
                .extracting(told -> told.get("body"))
                .containsExactlyInAnyOrder("last", "@" + mira.username() + " come here");
        ignoreConsoleErrors("ERR_INTERNET_DISCONNECTED");
    }

    @Test
    void missedMentionsAreNotHiddenByBusyRooms() {
        var quiet = roomOfBoth();
        var busy = Stream.generate(this::roomOfBoth).limit(6).toList();
        var asked = new ArrayList<String>();
        goOffline(page);
        await().until(() -> !tom.request()
                .queryParam("q", mira.username())
                .get("/api/users")
                .path("items[0].online")
                .equals(true));
        tom.post(quiet, "@" + mira.username() + " come here");
        busy.forEach(room -> tom.post(room, 2));
        page.onRequest(request -> asked.add(request.url()));

        page.context().setOffline(false);

        assertThat(tells(1)).extracting(told -> told.get("body")).containsExactly("@" + mira.username() + " come here");
        assertThat(asked)
                .filteredOn(url -> url.contains("/messages"))
                .noneMatch(url -> busy.stream().anyMatch(room -> url.contains("/rooms/" + room + "/")));
        ignoreConsoleErrors("ERR_INTERNET_DISCONNECTED");
    }

    @Test
    void iconShowsTheUnreadCount() {
        var icon = page.locator("link[rel=icon]");
        assertThat(icon).hasAttribute("href", "/static/icon.svg");

        tom.post(direct, 2);
        assertThat(icon).hasAttribute("href", Pattern.compile("^data:image/svg\\+xml,.*%3E2%3C%2Ftext.*"));

        mira.markRead(direct, 2);
        assertThat(icon).hasAttribute("href", Pattern.compile("/static/icon\\.svg$"));
    }

    private void takesBack(long seq) {
        tom.request()
                .delete("/api/rooms/{id}/messages/{seq}", direct, seq)
                .then()
                .statusCode(204);
    }

    /** A browser of Mira's with notifications enabled. */
    private Page device(TestUser session) {
        var device = newBrowser(1280);
        device.context().addInitScript(NOTEBOOK);
        device.context().addCookies(List.of(new Cookie("parley", session.session()).setUrl(TestUser.origin())));
        goesTo(device, "/rooms/" + open);
        control(device).click();
        assertThat(control(device)).isChecked();
        return device;
    }

    /** An empty room with both users. */
    private long roomOfBoth() {
        var room = mira.createRoom("private");
        mira.invite(room, tom);
        assertThat(page.locator("li[data-room='" + room + "']")).hasCount(1);
        return room;
    }

    /** Another tab of the same browser. */
    private Page tab(String path) {
        var tab = page.context().newPage();
        goesTo(tab, path);
        return tab;
    }

    private static void goesTo(Page page, String path) {
        page.navigate(path);
        awaitConnected(page);
    }

    private static void wantsAll(Page page, long room) {
        wants(page, room, "all");
    }

    private static void wants(Page page, long room, String level) {
        page.evaluate("""
                ([room, level]) => fetch(`/api/rooms/${room}/notify`, {
                  method: 'PUT',
                  headers: { 'Content-Type': 'application/json' },
                  body: JSON.stringify({ level }),
                })""", List.of(String.valueOf(room), level));
        assertThat(page.locator("li[data-room='" + room + "']")).hasAttribute("data-notify", level);
    }

    private static void looksAway(Page page) {
        page.evaluate("""
                Object.defineProperty(document, 'visibilityState', { value: 'hidden' });
                document.dispatchEvent(new Event('visibilitychange'));""");
    }

    private static Locator control(Page page) {
        var control = page.locator("notification-switch [role=switch]");
        var isInMenu = accountMenu(page).count() > 0;
        if (isInMenu && accountMenu(page).getAttribute("aria-expanded").equals("false")) {
            accountMenu(page).click();
        }
        return control;
    }

    private List<Map<String, Object>> tells(int count) {
        return tells(count, page);
    }

    /** Waits for this many notifications of these tabs and returns all. */
    private static List<Map<String, Object>> tells(int count, Page... tabs) {
        await().pollInSameThread()
                .until(() -> Stream.of(tabs).mapToInt(tab -> told(tab).size()).sum() >= count);
        return Arrays.stream(tabs).flatMap(tab -> told(tab).stream()).toList();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> told(Page tab) {
        return (List<Map<String, Object>>) tab.evaluate("told");
    }

    private static int asked(Page page) {
        return (Integer) page.evaluate("asked");
    }
}

package chat.parley.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

import chat.parley.TestUser;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;

/** Base of tests in a real browser; each context belongs to one user. Any error on the console fails the test. */
@ExtendWith(Chromium.class)
public abstract class BrowserTest {

    protected static final int WIDE = 1280;
    private static final int VIEWPORT_HEIGHT = 800;

    private static final String KEEP_SOCKET = """
            window.WebSocket = class extends WebSocket {
              constructor(...how) {
                super(...how);
                window.socket = this;
              }
            };""";

    private static Browser browser;

    private final List<BrowserContext> contexts = new ArrayList<>();
    private final List<String> consoleErrors = new ArrayList<>();

    /** Called by {@link Chromium} before the tests of a class. */
    static void use(Browser browser) {
        BrowserTest.browser = browser;
    }

    @AfterEach
    protected void closePages() {
        contexts.forEach(BrowserContext::close);
        assertThat(consoleErrors).as("what the console complained of").isEmpty();
    }

    /** A browser without a session. */
    protected Page newBrowser(int width) {
        return newBrowser(new Browser.NewContextOptions().setViewportSize(width, VIEWPORT_HEIGHT));
    }

    protected Page newBrowser(Browser.NewContextOptions options) {
        var context = browser.newContext(options.setBaseURL(TestUser.origin()));
        contexts.add(context);
        context.addInitScript(KEEP_SOCKET);
        var page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                consoleErrors.add(message.text());
            }
        });
        page.onPageError(consoleErrors::add);
        return page;
    }

    /** A browser with the user's session, at a path, connected. */
    protected Page open(TestUser person, String path, int width) {
        var page = newBrowser(width);
        page.context().addCookies(List.of(new Cookie("parley", person.session()).setUrl(TestUser.origin())));
        page.navigate(path);
        awaitConnected(page);
        return page;
    }

    protected Page open(TestUser person, long room) {
        return open(person, "/rooms/" + room, WIDE);
    }

    protected static void awaitConnected(Page page) {
        assertThat(page.locator("#chat")).hasAttribute("data-connection", "connected");
    }

    /** Makes the server unreachable. Setting a context offline prevents new sockets but keeps the open one, so this closes it. */
    protected static void goOffline(Page page) {
        page.context().setOffline(true);
        page.evaluate("socket.close()");
    }

    protected static void sendMessage(Page page, String text) {
        composer(page).fill(text);
        composer(page).press("Enter");
    }

    protected static Locator composer(Page page) {
        return page.getByRole(
                AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Message").setExact(true));
    }

    protected static Locator log(Page page) {
        return page.getByRole(AriaRole.LOG, new Page.GetByRoleOptions().setName("Messages"));
    }

    protected static Locator articles(Page page) {
        return log(page).getByRole(AriaRole.ARTICLE);
    }

    protected static Locator navigation(Page page, String name) {
        return page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName(name));
    }

    protected static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Chooses an item in the menu of the open room. */
    protected static void chooseInRoomMenu(Page page, String item) {
        button(page, "Room").click();
        button(page, item).click();
    }

    /** Chooses an item of the menu beside the heading of the rooms. */
    protected static void addsRoom(Page page, String item) {
        button(page, "Add rooms").click();
        button(page, item).click();
    }

    protected static Locator accountMenu(Page page) {
        return page.locator(".side-account > button");
    }

    /** Ignores console errors that the test provokes on purpose. */
    protected void ignoreConsoleErrors(String containing) {
        consoleErrors.removeIf(complaint -> complaint.contains(containing));
    }
}

package chat.parley.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import chat.parley.TestUser;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import io.quarkus.test.junit.QuarkusTest;

/** The composer has the focus on load, and receives typed text when no text box has the focus. */
@QuarkusTest
class StrayKeysTest extends BrowserTest {

    private TestUser mira;
    private long room;

    @BeforeEach
    void createRoomWithMember() {
        mira = TestUser.create("mira");
        room = mira.createRoom("private");
        mira.post(room, 3);
    }

    @Test
    void composerIsFocusedOnLoad() {
        var page = open(mira, room);

        assertThat(composer(page)).isFocused();
        page.keyboard().type("hello");

        assertThat(composer(page)).hasValue("hello");
    }

    @Test
    void lettersTypedOnAMessageAButtonOrThePageGoToTheComposer() {
        var page = open(mira, room);
        page.locator("article").first().focus();
        page.keyboard().type("Wé");
        page.evaluate("document.activeElement.blur()");
        page.keyboard().type("l");
        button(page, "About").focus();
        page.keyboard().type("l");

        assertThat(composer(page)).hasValue("Wéll");
        assertThat(composer(page)).isFocused();
    }

    @Test
    void keysWithAMeaningKeepIt() {
        var page = open(mira, room);
        var about = page.getByRole(AriaRole.COMPLEMENTARY, new Page.GetByRoleOptions().setName("About"));

        button(page, "About").focus();
        page.keyboard().press(" ");
        assertThat(about).isVisible();
        page.locator("article").first().focus();
        page.keyboard().press("u");
        page.keyboard().press("Control+a");
        page.keyboard().press("/");

        assertThat(composer(page)).hasValue("");
        page.keyboard().press("Escape");
        addsRoom(page, "New room");
        page.keyboard().type("Kitchen");
        assertThat(composer(page)).hasValue("");
    }

    @Test
    void linkedMessageKeepsTheFocus() {
        var page = open(mira, "/rooms/" + room + "?at=2", WIDE);

        assertThat(page.locator("article[data-seq='2']")).isFocused();
    }

    @Test
    void phoneShowsNoKeyboardOnLoad() {
        var page = newBrowser(new Browser.NewContextOptions()
                .setViewportSize(390, 800)
                .setHasTouch(true)
                .setIsMobile(true));
        page.context().addCookies(List.of(new Cookie("parley", mira.session()).setUrl(TestUser.origin())));
        page.navigate("/rooms/" + room);
        awaitConnected(page);

        assertThat(composer(page)).not().isFocused();
    }
}

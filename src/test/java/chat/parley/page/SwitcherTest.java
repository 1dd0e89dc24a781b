package chat.parley.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import chat.parley.TestUser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.junit.QuarkusTest;

/** The quick switcher, and the list of keyboard shortcuts. */
@QuarkusTest
class SwitcherTest extends BrowserTest {

    private TestUser mira;
    private TestUser tom;
    private long first;
    private long latest;

    @BeforeEach
    void createUserInTwoRooms() {
        mira = TestUser.create("mira");
        tom = TestUser.create("tom");
        latest = mira.createRoom("private");
        first = mira.createRoom("private");
        mira.post(latest, "hello");
    }

    @Test
    void emptyQuerySelectsTheLatestRoom() {
        var page = open(mira, first);
        composer(page).focus();

        page.keyboard().press("Control+k");

        assertThat(box(page)).isFocused();
        assertThat(options(page)).hasCount(2);
        assertThat(options(page).first()).hasAttribute("aria-selected", "true");
        page.keyboard().press("Enter");
        page.waitForURL("**/rooms/" + latest);
    }

    @Test
    void rowsOfALongListAreNotCut() {
        for (var count = 0; count < 12; count++) {
            mira.createRoom("private");
        }
        var page = open(mira, first);

        page.keyboard().press("Control+k");

        assertThat(options(page)).hasCount(12);
        assertThat((Boolean)
                        options(page).evaluateAll("rows => rows.every(row => row.scrollHeight <= row.clientHeight)"))
                .isTrue();
        for (var row = 1; row < 12; row++) {
            page.keyboard().press("ArrowDown");
        }
        assertThat(options(page).last()).isInViewport();
    }

    @Test
    void arrowKeysSelectAnotherRoom() {
        var page = open(mira, latest);

        page.keyboard().press("Control+k");
        assertThat(options(page)).hasCount(2);
        page.keyboard().press("ArrowDown");
        assertThat(options(page).last()).hasAttribute("aria-selected", "true");
        page.keyboard().press("Enter");

        page.waitForURL("**/rooms/" + first);
    }

    @Test
    void personWithoutADirectRoomIsFoundByName() {
        var page = open(mira, first);

        page.keyboard().press("Control+k");
        box(page).fill(tom.username());
        assertThat(options(page)).hasCount(1);
        options(page).first().click();

        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(tom.username())))
                .isVisible();
        page.keyboard().press("Control+k");
        box(page).fill(tom.username());
        assertThat(options(page)).hasCount(1);
    }

    @Test
    void otherRoomsAreListedAfterOwnRooms() {
        var name = TestUser.unique("kitchen");
        makes(mira, name + " own");
        makes(tom, name + " open");
        var page = open(mira, first);

        page.keyboard().press("Control+k");
        box(page).fill(name);

        assertThat(options(page)).hasCount(2);
        assertThat(options(page).first()).containsText(name + " own");
        assertThat(options(page).last()).containsText(name + " open");
        box(page).fill(name + "nothing of that name");
        assertThat(page.getByText("No rooms or people found.")).isVisible();
        assertThat(options(page)).hasCount(0);
    }

    @Test
    void escapeRestoresTheFocus() {
        var page = open(mira, first);
        composer(page).fill("half a thought");

        page.keyboard().press("Control+k");
        assertThat(box(page)).isFocused();
        page.keyboard().press("Escape");

        assertThat(composer(page)).isFocused();
        assertThat(composer(page)).hasValue("half a thought");
    }

    @Test
    void escapeClosesWithTextInTheBox() {
        var page = open(mira, first);
        page.keyboard().press("Control+k");
        box(page).fill("half a name");

        page.keyboard().press("Escape");

        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        assertThat(composer(page)).isFocused();
    }

    @Test
    void composerIsFocusedIfNothingWasFocusedBefore() {
        var page = open(mira, first);
        page.evaluate("document.activeElement.blur()");

        page.keyboard().press("Control+k");
        page.keyboard().press("Escape");

        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        assertThat(composer(page)).isFocused();
    }

    /** As typed on an Arabic keyboard: the Latin letter is on the same key. */
    @Test
    void shortcutsWorkOnOtherKeyboardLayouts() {
        var page = open(mira, first);
        log(page).focus();

        pressed(page, "{key: 'ن', code: 'KeyK', ctrlKey: true}");
        assertThat(box(page)).isFocused();
        page.keyboard().press("Escape");
        pressed(page, "{key: '؟', code: 'Slash', shiftKey: true}");

        assertThat(page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("Keyboard shortcuts")))
                .isVisible();
    }

    @Test
    void shortcutSheetOpensByKeyAndButton() {
        var page = open(mira, first);
        var sheet = page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("Keyboard shortcuts"));
        log(page).focus();

        page.keyboard().press("?");
        assertThat(sheet).containsText("Jump to a room or a person");
        page.keyboard().press("Escape");
        assertThat(sheet).isHidden();
        assertThat(log(page)).isFocused();

        composer(page).focus();
        page.keyboard().type("?");
        assertThat(composer(page)).hasValue("?");
        assertThat(sheet).isHidden();
        accountMenu(page).click();
        button(page, "Keyboard shortcuts").click();
        assertThat(sheet).isVisible();
        page.keyboard().press("Escape");
        composer(page).focus();
        page.keyboard().press("Control+/");
        assertThat(sheet).isVisible();
    }

    private static void pressed(Page page, String key) {
        page.evaluate(
                "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {bubbles: true, cancelable: true, ..."
                        + key + "}))");
    }

    private static void makes(TestUser person, String name) {
        person.requestWith(Map.of("name", name)).post("/api/rooms").then().statusCode(201);
    }

    private static Locator box(Page page) {
        return page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Room or person"));
    }

    private static Locator options(Page page) {
        return page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.OPTION);
    }
}

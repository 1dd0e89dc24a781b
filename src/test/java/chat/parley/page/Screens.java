package chat.parley.page;

import static chat.parley.page.InBrowser.button;
import static chat.parley.page.InBrowser.composer;
import static chat.parley.page.InBrowser.connected;
import static chat.parley.page.InBrowser.inMenu;
import static chat.parley.page.InBrowser.log;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** Every page, and every state of one that has something else to show, brought about in a browser. */
final class Screens {

    /** What the console says of those that show a refusal. */
    static final List<String> REFUSED = List.of("status of 404", "status of 410");

    private Screens() {
    }

    /** Of who is not signed in. */
    static Map<String, Consumer<Page>> outside() {
        var screens = new LinkedHashMap<String, Consumer<Page>>();
        screens.put("sign-in", page -> page.navigate("/login"));
        screens.put("sign-in-refused", page -> page.navigate("/login?error"));
        screens.put("sign-up", page -> page.navigate("/signup"));
        screens.put("forgotten-password", page -> page.navigate("/forgot-password"));
        screens.put("new-password", page -> page.navigate("/reset-password?token=" + "x".repeat(43)));
        return screens;
    }

    /** Of who is. */
    static Map<String, Consumer<Page>> inside(Scene scene) {
        var screens = new LinkedHashMap<String, Consumer<Page>>();
        screens.put("room", page -> room(page, scene.room()));
        screens.put("empty-room", page -> room(page, scene.empty()));
        screens.put("no-such-room", page -> {
            page.navigate("/rooms/999999999");
            connected(page);
        });
        screens.put("room-menu", in(scene, page -> button(page, "Room").click()));
        screens.put("details", in(scene, page -> {
            button(page, "Details").click();
            shown(page.getByRole(AriaRole.LIST, named("Members of this room")).getByRole(AriaRole.LISTITEM));
            button(page, "Close the details").focus();
        }));
        screens.put("invite", in(scene, page -> inMenu(page, "Invite")));
        screens.put("links", in(scene, page -> inMenu(page, "Invitation links")));
        screens.put("name-and-topic", in(scene, page -> inMenu(page, "Name and topic")));
        screens.put("jump-to-date", in(scene, page -> button(page, "Jump to a date").click()));
        screens.put("earlier-texts", in(scene, page -> button(page, "edited").first().click()));
        screens.put("tools", in(scene, page -> {
            log(page).locator("article[data-seq='9']").hover();
            tool(page, "More").click();
        }));
        screens.put("emoji", in(scene, page -> {
            button(page, "Choose an emoji").click();
            shown(page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON));
        }));
        screens.put("completion", in(scene, page -> {
            composer(page).pressSequentially("@" + scene.tom().username());
            shown(page.getByRole(AriaRole.OPTION));
        }));
        screens.put("reply", in(scene, page -> {
            log(page).locator("article[data-seq='9']").hover();
            tool(page, "Reply").click();
        }));
        screens.put("search", in(scene, page -> searches(page, "morning", page.getByRole(AriaRole.LINK).filter(new Locator.FilterOptions().setHasText("Good morning")))));
        screens.put("nothing-found", in(scene, page -> searches(page, "zeppelin in:" + scene.empty(), page.getByText("Nothing was found."))));
        screens.put("go-to", in(scene, page -> {
            page.keyboard().press("Control+k");
            shown(page.getByRole(AriaRole.OPTION));
        }));
        screens.put("keyboard", in(scene, page -> {
            log(page).focus();
            page.keyboard().press("?");
        }));
        screens.put("browse-rooms", in(scene, page -> {
            side(page);
            button(page, "Browse").click();
            shown(page.getByRole(AriaRole.LIST, named("Rooms found")).getByRole(AriaRole.LISTITEM));
        }));
        screens.put("new-room", in(scene, page -> {
            side(page);
            button(page, "New room").first().click();
        }));
        screens.put("new-conversation", in(scene, page -> {
            side(page);
            button(page, "Talk with several").click();
            shown(page.getByRole(AriaRole.LIST, named("People to choose")).getByRole(AriaRole.LISTITEM));
        }));
        screens.put("side", in(scene, Screens::side));
        screens.put("join", page -> page.navigate("/join/" + scene.link()));
        screens.put("settings", page -> page.navigate("/settings"));
        screens.put("admin-people", page -> page.navigate("/admin"));
        screens.put("admin-rooms", page -> page.navigate("/admin/rooms"));
        screens.put("admin-audit", page -> page.navigate("/admin/audit"));
        screens.put("admin-invitations", page -> page.navigate("/admin/invitations"));
        return screens;
    }

    private static Consumer<Page> in(Scene scene, Consumer<Page> then) {
        return page -> {
            room(page, scene.room());
            then.accept(page);
        };
    }

    /** As it is when nothing is half written, and nothing was opened before. */
    private static void room(Page page, long room) {
        page.navigate("/rooms/" + room);
        page.evaluate("sessionStorage.clear(); document.cookie = 'details=; path=/; max-age=0'");
        page.navigate("/rooms/" + room);
        connected(page);
    }

    private static void searches(Page page, String words, Locator found) {
        page.keyboard().press("Control+Shift+f");
        page.getByRole(AriaRole.SEARCHBOX, named("Search messages")).fill(words);
        shown(found);
    }

    /** Behind a button where the screen is narrow. */
    private static void side(Page page) {
        var menu = button(page, "Menu");
        if (menu.isVisible()) {
            menu.click();
        }
    }

    private static Locator tool(Page page, String name) {
        return page.getByRole(AriaRole.TOOLBAR).getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static void shown(Locator some) {
        assertThat(some.first()).isVisible();
    }
}

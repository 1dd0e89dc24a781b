package chat.parley.page;

import static chat.parley.page.BrowserTest.awaitConnected;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import chat.parley.Translations;
import chat.parley.i18n.Language;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** Every page, and every state of a page with other contents, set up in a browser. */
final class Screens {

    /** Console messages of the screens that show an error response. */
    static final List<String> REFUSED = List.of("status of 404", "status of 410");

    private final RoomScene scene;
    private final Language language;

    Screens(RoomScene scene, Language language) {
        this.scene = scene;
        this.language = language;
    }

    /** Clears drafts, so that no screen shows those of the previous one. */
    static Page forgetful(Page page) {
        page.addInitScript("sessionStorage.clear()");
        return page;
    }

    /** Screens without a session. */
    static Map<String, Consumer<Page>> outside() {
        var screens = new LinkedHashMap<String, Consumer<Page>>();
        screens.put("sign-in", page -> page.navigate("/login"));
        screens.put("sign-in-refused", page -> page.navigate("/login?error"));
        screens.put("sign-up", page -> page.navigate("/signup"));
        screens.put("forgotten-password", page -> page.navigate("/forgot-password"));
        screens.put("new-password", page -> page.navigate("/reset-password?token=" + "x".repeat(43)));
        return screens;
    }

    /** Screens with a session. */
    Map<String, Consumer<Page>> inside() {
        var screens = new LinkedHashMap<String, Consumer<Page>>();
        screens.put("room", page -> room(page, scene.room()));
        screens.put("empty-room", page -> room(page, scene.empty()));
        screens.put("no-such-room", page -> {
            page.navigate("/rooms/999999999");
            awaitConnected(page);
        });
        screens.put("room-menu", in(page -> button(page, "chat:room").click()));
        screens.put("details", in(page -> {
            button(page, "chat:about").click();
            shown(page.getByRole(AriaRole.LIST, named("chat:membersOfRoom")).getByRole(AriaRole.LISTITEM));
            button(page, "chat:closeAbout").focus();
        }));
        screens.put("invite", in(page -> chooseInRoomMenu(page, "chat:addPeople")));
        screens.put("links", in(page -> chooseInRoomMenu(page, "common:invitationLinks")));
        screens.put("name-and-topic", in(page -> chooseInRoomMenu(page, "common:editRoom")));
        screens.put("jump-to-date", in(page -> button(page, "chat:jumpToDate").click()));
        screens.put(
                "earlier-texts",
                in(page -> button(page, "message:edited").first().click()));
        screens.put("tools", in(page -> {
            page.getByRole(AriaRole.LOG).locator("article[data-seq='9']").hover();
            tool(page, "common:more").click();
        }));
        screens.put("emoji", in(page -> {
            button(page, "chat:chooseEmoji").click();
            shown(page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON));
        }));
        screens.put("completion", in(page -> {
            page.locator("#composer-text").pressSequentially("@" + scene.tom().username());
            shown(page.getByRole(AriaRole.OPTION));
        }));
        screens.put("reply", in(page -> {
            page.getByRole(AriaRole.LOG).locator("article[data-seq='9']").hover();
            tool(page, "message:reply").click();
        }));
        screens.put(
                "search",
                in(page -> searches(
                        page,
                        "morning",
                        page.getByRole(AriaRole.LINK).filter(new Locator.FilterOptions().setHasText("Good morning")))));
        screens.put(
                "nothing-found",
                in(page -> searches(page, "zeppelin in:" + scene.empty(), page.getByText(say("script:nothingFound")))));
        screens.put("go-to", in(page -> {
            page.keyboard().press("Control+k");
            shown(page.getByRole(AriaRole.OPTION));
        }));
        screens.put("keyboard", in(page -> {
            page.getByRole(AriaRole.LOG).focus();
            page.keyboard().press("?");
        }));
        screens.put("browse-rooms", in(page -> {
            side(page);
            button(page, "chat:addRooms").click();
            button(page, "chat:browseRooms").click();
            shown(page.getByRole(AriaRole.LIST, named("dialog:roomsFound")).getByRole(AriaRole.LISTITEM));
        }));
        screens.put("new-room", in(page -> {
            side(page);
            button(page, "chat:addRooms").click();
            button(page, "common:newRoom").first().click();
        }));
        screens.put("new-conversation", in(page -> {
            side(page);
            button(page, "chat:newMessage").click();
            shown(page.getByRole(AriaRole.LIST, named("dialog:choosePeople")).getByRole(AriaRole.LISTITEM));
        }));
        screens.put("side", in(this::side));
        screens.put("account-menu", in(page -> {
            side(page);
            page.locator(".side-account > button").click();
        }));
        screens.put("join", page -> page.navigate("/join/" + scene.link()));
        screens.put("settings", page -> page.navigate("/settings"));
        screens.put("admin-people", page -> page.navigate("/admin"));
        screens.put("admin-rooms", page -> page.navigate("/admin/rooms"));
        screens.put("admin-audit", page -> page.navigate("/admin/audit"));
        screens.put("admin-invitations", page -> page.navigate("/admin/invitations"));
        return screens;
    }

    private Consumer<Page> in(Consumer<Page> then) {
        return page -> {
            room(page, scene.room());
            then.accept(page);
        };
    }

    /** The room without a draft and without open panels. */
    private static void room(Page page, long room) {
        page.context().clearCookies(new BrowserContext.ClearCookiesOptions().setName("details"));
        page.navigate("/rooms/" + room);
        awaitConnected(page);
    }

    private void searches(Page page, String words, Locator found) {
        page.keyboard().press("Control+Shift+f");
        page.getByRole(AriaRole.SEARCHBOX, named("chat:searchMessages")).fill(words);
        shown(found);
    }

    /** Opens the sidebar, which is behind a button on narrow screens. */
    private void side(Page page) {
        var menu = button(page, "chat:menu");
        if (menu.isVisible()) {
            menu.click();
        }
    }

    private Locator tool(Page page, String name) {
        return page.getByRole(AriaRole.TOOLBAR)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(say(name)));
    }

    private Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(say(name));
    }

    private Locator button(Page page, String text) {
        return page.getByRole(AriaRole.BUTTON, named(text).setExact(true));
    }

    private void chooseInRoomMenu(Page page, String text) {
        button(page, "chat:room").click();
        button(page, text).click();
    }

    private String say(String text) {
        return Translations.translate(language, text);
    }

    private static void shown(Locator some) {
        assertThat(some.first()).isVisible();
    }
}

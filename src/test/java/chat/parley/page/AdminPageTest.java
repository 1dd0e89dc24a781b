package chat.parley.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.Test;

import chat.parley.TestUser;
import chat.parley.admin.AdminActions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.junit.QuarkusTest;

/** The administration pages in a browser. */
@QuarkusTest
class AdminPageTest extends BrowserTest {

    @Test
    void disabledAccountAppearsInTheAuditLog() {
        var admin = TestUser.create("admin");
        var mira = TestUser.create("mira");
        AdminActions.grantAdmin(admin);
        var page = open(admin, "/", 1280);

        page.navigate("/settings");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Administration"))
                .click();
        page.getByLabel("Name or email").fill(mira.username());
        button(page, "Search").click();
        var row = page.getByRole(
                AriaRole.LISTITEM,
                new Page.GetByRoleOptions().setName(mira.username()).setExact(true));
        row.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Disable"))
                .click();

        assertThat(row).containsText("Disabled.");
        mira.request().get("/api/me").then().statusCode(401);
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Audit log"))
                .click();
        page.getByLabel("Username").fill(admin.username());
        page.getByLabel("Action").selectOption("disabled");
        button(page, "Show").click();
        assertThat(page.getByRole(AriaRole.ROW)).hasCount(2);
        assertThat(page.getByRole(AriaRole.ROW).last()).containsText(mira.username());
    }

    @Test
    void administratorInvitesAndArchivesAndRestoresARoom() {
        var admin = TestUser.create("admin");
        AdminActions.grantAdmin(admin);
        var room = admin.createRoom("private");
        var name = admin.get("/api/rooms/{id}", room).getString("name");
        var page = open(admin, "/", 1280);

        page.navigate("/admin/invitations");
        button(page, "Create invitation").click();
        var link = page.locator(".token").textContent();
        newBrowser(360).navigate(link.substring(link.indexOf("/signup")));

        page.navigate("/admin/rooms");
        page.getByLabel("Name").fill(name);
        button(page, "Search").click();
        button(page, "Archive").click();
        admin.tryToPost(room, "too late", "late").then().statusCode(409);
        page.navigate("/admin/rooms?q=" + name);
        button(page, "Restore").click();
        admin.post(room, "here again");
    }

    @Test
    void otherUsersSeeForbidden() {
        var page = open(TestUser.create("mira"), "/", 1280);

        page.navigate("/admin");

        assertThat(page.getByRole(AriaRole.ALERT)).hasText("Your account does not have permission to do this.");
        ignoreConsoleErrors("403");
    }
}

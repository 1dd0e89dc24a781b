package chat.parley.page.account;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import chat.parley.TestUser;
import chat.parley.auth.email.ReceivedMail;
import chat.parley.page.BrowserTest;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.mailer.MockMailbox;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;

/** Sign-up, sign-in and sign-out in a browser. */
@QuarkusTest
class AccountPagesTest extends BrowserTest {

    @Inject
    MockMailbox mailbox;

    @Test
    void userSignsUpOutAndInAgain() {
        var username = TestUser.unique("mira");
        var page = newBrowser(1280);

        page.navigate("/");
        page.waitForURL("**/login");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Sign up"))
                .click();
        page.getByLabel("Username").fill(username);
        page.getByLabel("Display name").fill("Mira");
        page.getByLabel("Password").fill(TestUser.PASSWORD);
        button(page, "Sign up").click();
        page.waitForURL(TestUser.origin() + "/");
        awaitConnected(page);

        accountMenu(page).click();
        button(page, "Sign out").click();
        page.waitForURL("**/login");
        page.navigate("/");
        page.waitForURL("**/login");

        signIn(page, username, TestUser.PASSWORD);
        page.waitForURL(TestUser.origin() + "/");
        assertThat(page.locator("#chat")).hasAttribute("data-me", username);
    }

    @Test
    void wrongPasswordShowsAGenericError() {
        var mira = TestUser.create("mira");
        var page = newBrowser(1280);
        page.navigate("/login");

        signIn(page, mira.username(), "not the password");
        var known = page.getByRole(AriaRole.ALERT).textContent();
        signIn(page, TestUser.unique("nobody"), "not the password");

        assertThat(page.getByRole(AriaRole.ALERT)).hasText(known);
        assertThat(known).isNotBlank();
    }

    @Test
    void invalidFormShowsItsErrors() {
        var mira = TestUser.create("mira");
        var page = newBrowser(360);
        page.navigate("/signup");

        page.getByLabel("Username").fill(mira.username());
        page.getByLabel("Display name").fill("Another Mira");
        page.getByLabel("Password").fill(TestUser.PASSWORD);
        button(page, "Sign up").click();

        assertThat(page.getByRole(AriaRole.ALERT)).hasText("That username is taken.");
        assertThat(page.getByLabel("Display name")).hasValue("Another Mira");
        assertThat(page.getByLabel("Password")).hasValue("");
        ignoreConsoleErrors("409");
    }

    @Test
    void passwordFieldsAreMaskedAndNamedForPasswordManagers() {
        var mira = TestUser.create("mira");
        var address = mira.username() + "@example.org";
        mira.requestWith(Map.of("email", address, "password", TestUser.PASSWORD))
                .patch("/api/me")
                .then()
                .statusCode(200);
        given().contentType(ContentType.JSON)
                .body(Map.of("email", address))
                .post("/api/password-resets")
                .then()
                .statusCode(202);
        var reset =
                "/reset-password?token=" + ReceivedMail.token(ReceivedMail.to(mailbox, address, ReceivedMail.RESET));

        hasPasswordFields(newBrowser(1280), "/login", "current-password");
        hasPasswordFields(newBrowser(1280), "/signup", "new-password");
        hasPasswordFields(newBrowser(1280), reset, "new-password");
        hasPasswordFields(open(mira, "/", 1280), "/settings", "current-password", "new-password", "current-password");
    }

    @Test
    void passwordCanBePasted() {
        var mira = TestUser.create("mira");
        var page = newBrowser(1280);
        page.navigate("/login");

        page.getByLabel("Username").fill(TestUser.PASSWORD);
        page.getByLabel("Username").press("Control+a");
        page.getByLabel("Username").press("Control+x");
        page.getByLabel("Password").press("Control+v");
        page.getByLabel("Username").fill(mira.username());
        button(page, "Sign in").click();

        page.waitForURL(TestUser.origin() + "/");
    }

    /** Checks every field whose name or purpose is a password, anywhere in the page. */
    private static void hasPasswordFields(Page page, String path, String... purposes) {
        page.navigate(path);

        var fields = page.locator(
                "input:is([type=password], [name*=password], [name=current], [name=replacement], [autocomplete*=password])");
        assertThat(fields).hasCount(purposes.length);
        for (var place = 0; place < purposes.length; place++) {
            assertThat(fields.nth(place)).hasAttribute("type", "password");
            assertThat(fields.nth(place)).hasAttribute("autocomplete", purposes[place]);
            assertThat(fields.nth(place)).isEditable();
        }
    }

    private static void signIn(Page page, String username, String password) {
        page.getByLabel("Username").fill(username);
        page.getByLabel("Password").fill(password);
        button(page, "Sign in").click();
    }
}

package chat.parley.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

import chat.parley.Person;
import io.quarkus.test.junit.QuarkusTest;

/** Signing up, in and out, as a person does it. */
@QuarkusTest
class AccountPagesTest extends InBrowser {

    @Test
    void signsUpOutAndInAgain() {
        var username = Person.unique("mira");
        var page = newBrowser(1280);

        page.navigate("/");
        page.waitForURL("**/login");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Sign up")).click();
        page.getByLabel("Username").fill(username);
        page.getByLabel("Display name").fill("Mira");
        page.getByLabel("Password").fill(Person.PASSWORD);
        button(page, "Sign up").click();
        page.waitForURL(Person.origin() + "/");
        connected(page);

        button(page, "Sign out").click();
        page.waitForURL("**/login");
        page.navigate("/");
        page.waitForURL("**/login");

        signIn(page, username, Person.PASSWORD);
        page.waitForURL(Person.origin() + "/");
        assertThat(page.locator("#chat")).hasAttribute("data-me", username);
    }

    @Test
    void aWrongPasswordIsToldWithoutSayingWhatWasWrong() {
        var mira = Person.called("mira");
        var page = newBrowser(1280);
        page.navigate("/login");

        signIn(page, mira.username(), "not the password");
        var known = page.getByRole(AriaRole.ALERT).textContent();
        signIn(page, Person.unique("nobody"), "not the password");

        assertThat(page.getByRole(AriaRole.ALERT)).hasText(known);
        assertThat(known).isNotBlank();
    }

    @Test
    void aFormThatCannotBeTakenComesBackWithWhatIsWrong() {
        var mira = Person.called("mira");
        var page = newBrowser(360);
        page.navigate("/signup");

        page.getByLabel("Username").fill(mira.username());
        page.getByLabel("Display name").fill("Another Mira");
        page.getByLabel("Password").fill(Person.PASSWORD);
        button(page, "Sign up").click();

        assertThat(page.getByRole(AriaRole.ALERT)).hasText("Somebody has that name already.");
        assertThat(page.getByLabel("Display name")).hasValue("Another Mira");
        assertThat(page.getByLabel("Password")).hasValue("");
        pardon("409");
    }

    private static void signIn(Page page, String username, String password) {
        page.getByLabel("Username").fill(username);
        page.getByLabel("Password").fill(password);
        button(page, "Sign in").click();
    }
}

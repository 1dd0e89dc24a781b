package chat.parley.page.account;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import chat.parley.TestUser;
import chat.parley.auth.email.ReceivedMail;
import chat.parley.page.BrowserTest;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.mailer.MockMailbox;
import io.quarkus.test.junit.QuarkusTest;

/** Password recovery in a browser. */
@QuarkusTest
class RecoveryPagesTest extends BrowserTest {

    private static final String NEW = "wrong donkey engine";

    @Inject
    MockMailbox mailbox;

    private TestUser mira;
    private String address;

    @BeforeEach
    void createUserWithEmail() {
        mira = TestUser.create("mira");
        address = mira.username() + "@example.org";
        mira.requestWith(Map.of("email", address, "password", TestUser.PASSWORD))
                .patch("/api/me")
                .then()
                .statusCode(200);
    }

    @Test
    void forgottenPasswordIsResetByMail() {
        var page = newBrowser(360);
        page.navigate("/login");

        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Forgot your password?"))
                .click();
        page.getByLabel("Email").fill(address);
        button(page, "Send link").click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText(address);

        page.navigate(
                "/reset-password?token=" + ReceivedMail.token(ReceivedMail.to(mailbox, address, ReceivedMail.RESET)));
        page.getByLabel("New password").fill("password123");
        button(page, "Save password").click();
        assertThat(page.locator(".violation")).containsText("Too easy to guess");
        ignoreConsoleErrors("400");
        page.getByLabel("New password").fill(NEW);
        button(page, "Save password").click();

        assertThat(page.getByRole(AriaRole.STATUS)).hasText("New password saved. Sign in with it.");
        page.getByLabel("Username").fill(mira.username());
        page.getByLabel("Password").fill(NEW);
        button(page, "Sign in").click();
        awaitConnected(page);
    }

    @Test
    void invalidLinkOffersANewOne() {
        var page = newBrowser(1280);

        page.navigate("/reset-password?token=x");

        assertThat(page.getByRole(AriaRole.HEADING)).hasText("This link doesn't work");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Get a new link"))
                .click();
        assertThat(page.getByLabel("Email")).isVisible();
        ignoreConsoleErrors("410");
    }

    @Test
    void addressIsVerifiedByAClick() {
        var page = newBrowser(1280);
        var path =
                "/verify-address?token=" + ReceivedMail.token(ReceivedMail.to(mailbox, address, ReceivedMail.ADDRESS));

        page.navigate(path);
        page.navigate(path);
        button(page, "Verify email").click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("Your email address is verified.");

        page.navigate(path);
        assertThat(page.getByRole(AriaRole.HEADING)).hasText("This link doesn't work");
        ignoreConsoleErrors("410");
    }
}

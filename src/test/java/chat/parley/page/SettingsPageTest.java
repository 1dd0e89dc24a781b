package chat.parley.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import chat.parley.TestUser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.junit.QuarkusTest;

/** The account settings in a browser. */
@QuarkusTest
class SettingsPageTest extends BrowserTest {

    private static final String NEW = "wrong donkey engine";

    private TestUser mira;
    private Page page;

    @BeforeEach
    void openSettings() {
        mira = TestUser.create("mira");
        page = open(mira, "/", 1280);
        accountMenu(page).click();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Settings"))
                .click();
    }

    @Test
    void nameIsChanged() {
        page.getByLabel("Display name").fill("Mira Lind");
        button(page, "Save name").click();

        assertThat(page.getByText("Display name saved.")).isVisible();
        assertThat(page.getByLabel("Display name")).hasValue("Mira Lind");
    }

    @Test
    void invalidNameIsReportedAtItsField() {
        page.getByLabel("Display name").fill("   ");
        button(page, "Save name").click();

        assertThat(page.getByText("Enter a name.")).isVisible();
        assertThat(page.getByLabel("Display name")).hasAttribute("aria-invalid", "true");
        ignoreConsoleErrors("status of 400");
    }

    @Test
    void passwordIsChanged() {
        var elsewhere = mira.signInAgain();

        page.getByLabel("Current password").fill(TestUser.PASSWORD);
        page.getByLabel("New password").fill(NEW);
        button(page, "Change password").click();

        assertThat(page.getByText("Password changed.")).isVisible();
        elsewhere.request().get("/api/me").then().statusCode(401);
        TestUser.postLogin(mira.username(), NEW).then().header("Location", equalTo("/"));
    }

    @Test
    void wrongPasswordIsReportedAtItsField() {
        page.getByLabel("Current password").fill("not the password");
        page.getByLabel("New password").fill(NEW);
        button(page, "Change password").click();

        assertThat(page.locator("#current-fault")).hasText("Wrong password.");
        assertThat(page.getByLabel("Current password")).hasAttribute("aria-invalid", "true");
        ignoreConsoleErrors("400");
    }

    @Test
    void accessTokenIsShownOnce() {
        page.getByLabel("Token name").fill("Weather bot");
        button(page, "Create token").click();
        var token = page.locator(".token").textContent();

        given().header("Authorization", "Bearer " + token).get("/api/me").then().statusCode(200);
        page.navigate("/settings");
        assertThat(page.getByText(token)).hasCount(0);
        button(page, "Revoke Weather bot").click();

        assertThat(button(page, "Revoke Weather bot")).hasCount(0);
        given().header("Authorization", "Bearer " + token).get("/api/me").then().statusCode(401);
    }

    @Test
    void addressIsChanged() {
        var address = mira.username() + "@example.org";

        page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Email"))
                .fill(address);
        page.getByLabel("Your password").fill(TestUser.PASSWORD);
        button(page, "Save email").click();

        assertThat(page.getByText("Email changed.")).isVisible();
        assertThat(page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Email")))
                .hasValue(address);
    }
}

package chat.parley.page;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import chat.parley.TestUser;
import chat.parley.i18n.Language;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ReducedMotion;
import io.quarkus.test.junit.QuarkusTest;

/** Takes a screenshot of every screen: {@code ./mvnw -Pscreenshots test} writes them to {@code target/screenshots}. */
@QuarkusTest
class Screenshots extends BrowserTest {

    private static final Path FOLDER = Path.of("target", "screenshots");

    @ParameterizedTest
    @CsvSource({
        "390, light, en",
        "820, light, en",
        "1440, light, en",
        "390, dark, en",
        "1280, dark, en",
        "1440, dark, en",
        "1440, light.more, en",
        "390, light, ar",
        "1280, light, ar",
        "1440, light, ar",
        "1440, dark, ar",
        "390, light, de"
    })
    void ofEveryScreen(int width, String look, String tag) {
        var scene = RoomScene.set();
        scene.mira()
                .requestWith(Map.of("language", tag))
                .patch("/api/me")
                .then()
                .statusCode(200);
        var page = Screens.forgetful(newBrowser(
                new Browser.NewContextOptions().setViewportSize(width, 800).setLocale(tag)));
        page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
        page.context().addCookies(List.of(new Cookie("look", look).setUrl(TestUser.origin())));
        take(page, Screens.outside(), String.join("-", String.valueOf(width), look, tag));
        take(
                page,
                Map.of("sign-up-refused", Screenshots::weakPassword),
                String.join("-", String.valueOf(width), look, tag));
        page.context().addCookies(List.of(new Cookie("parley", scene.mira().session()).setUrl(TestUser.origin())));
        take(
                page,
                new Screens(scene, Language.tagged(tag)).inside(),
                String.join("-", String.valueOf(width), look, tag));
        take(
                page,
                Map.of("look-alike-names", shown -> namesakes(shown, scene)),
                String.join("-", String.valueOf(width), look, tag));
        Screens.REFUSED.forEach(this::ignoreConsoleErrors);
        ignoreConsoleErrors("status of 400");
    }

    private static void weakPassword(Page page) {
        page.navigate("/signup");
        page.locator("input[name=username]").fill(TestUser.unique("ada"));
        page.locator("input[name=password]").fill("iloveyou2024");
        page.locator("main form button[type=submit]").click();
        page.locator("#password-fault.violation, #password-fault .violation")
                .first()
                .waitFor();
    }

    private static void namesakes(Page page, RoomScene scene) {
        scene.tom()
                .requestWith(Map.of("displayName", "Mirа Lind"))
                .patch("/api/me")
                .then()
                .statusCode(200);
        scene.tom().post(scene.room(), "Whose name looks like another is shown with the username.");
        page.navigate("/rooms/" + scene.room());
        page.getByText("Whose name looks like another").waitFor();
    }

    private static void take(Page page, Map<String, Consumer<Page>> screens, String kind) {
        screens.forEach((name, show) -> {
            show.accept(page);
            page.screenshot(
                    new Page.ScreenshotOptions().setPath(FOLDER.resolve(kind).resolve(name + ".png")));
        });
    }
}

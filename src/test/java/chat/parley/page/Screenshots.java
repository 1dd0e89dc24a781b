package chat.parley.page;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import chat.parley.Person;
import chat.parley.i18n.Language;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ReducedMotion;
import io.quarkus.test.junit.QuarkusTest;

/** Takes a picture of every screen, to be looked at: {@code ./mvnw -Pscreenshots test} puts them into {@code target/screenshots}. */
@QuarkusTest
class Screenshots extends BrowserTest {

    private static final Path FOLDER = Path.of("target", "screenshots");

    @ParameterizedTest
    @CsvSource({
        "360, light, en",
        "768, light, en",
        "1440, light, en",
        "360, dark, en",
        "768, dark, en",
        "1440, dark, en",
        "1440, light.more, en",
        "360, light, ar",
        "768, light, ar",
        "1440, light, ar",
        "1440, dark, ar",
        "360, light, de"
    })
    void ofEveryScreen(int width, String look, String tag) {
        var scene = RoomScene.set();
        scene.mira().sends(Map.of("language", tag)).patch("/api/me").then().statusCode(200);
        var page = Screens.forgetful(newBrowser(
                new Browser.NewContextOptions().setViewportSize(width, 800).setLocale(tag)));
        page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
        page.context().addCookies(List.of(new Cookie("look", look).setUrl(Person.origin())));
        take(page, Screens.outside(), String.join("-", String.valueOf(width), look, tag));
        page.context().addCookies(List.of(new Cookie("parley", scene.mira().session()).setUrl(Person.origin())));
        take(
                page,
                new Screens(scene, Language.tagged(tag)).inside(),
                String.join("-", String.valueOf(width), look, tag));
        Screens.REFUSED.forEach(this::pardon);
    }

    private static void take(Page page, Map<String, Consumer<Page>> screens, String kind) {
        screens.forEach((name, show) -> {
            show.accept(page);
            page.screenshot(
                    new Page.ScreenshotOptions().setPath(FOLDER.resolve(kind).resolve(name + ".png")));
        });
    }
}

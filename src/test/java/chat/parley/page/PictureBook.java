package chat.parley.page;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ReducedMotion;

import chat.parley.Language;
import chat.parley.Person;
import io.quarkus.test.junit.QuarkusTest;

/** Takes a picture of every screen, to be looked at: {@code ./mvnw -Ppictures test} puts them into {@code target/pictures}. */
@QuarkusTest
class PictureBook extends InBrowser {

    private static final Path FOLDER = Path.of("target", "pictures");

    @ParameterizedTest
    @CsvSource({ "360, light", "768, light", "1440, light", "360, dark", "768, dark", "1440, dark", "1440, light.more" })
    void ofEveryScreen(int width, String look) {
        var scene = Scene.set();
        var page = newBrowser(width);
        page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
        page.context().addCookies(List.of(new Cookie("look", look).setUrl(Person.origin())));
        take(page, Screens.outside(), width + "-" + look);
        page.context().addCookies(List.of(new Cookie("parley", scene.mira().session()).setUrl(Person.origin())));
        take(page, new Screens(scene, Language.ENGLISH).inside(), width + "-" + look);
        Screens.REFUSED.forEach(this::pardon);
    }

    private static void take(Page page, Map<String, Consumer<Page>> screens, String kind) {
        screens.forEach((name, show) -> {
            show.accept(page);
            page.screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve(kind).resolve(name + ".png")));
        });
    }
}

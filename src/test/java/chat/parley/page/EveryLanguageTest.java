package chat.parley.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import chat.parley.TestUser;
import chat.parley.Translations;
import chat.parley.i18n.Language;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import io.quarkus.test.junit.QuarkusTest;

/** Every screen in each other language. */
@QuarkusTest
class EveryLanguageTest extends BrowserTest {

    /** The width of 1280 pixels at 400 % zoom. */
    private static final int NARROW = 320;

    private static final Pattern LATIN = Pattern.compile("[A-Za-z]{3,}");
    /** Names of users, rooms and keys, including those of other tests. */
    private static final Pattern NAMES = Pattern.compile(
            "Parley|<script>.*\\{evil}|Mira Lind|Tom Field|Kitchen|Attic|What goes on here|oven\\.png|plan\\.txt"
                    + "|UTC|API|Chrome|Firefox|Safari|Edge|Linux|Windows|macOS|Ctrl|Shift|Tab|founder|[a-z]+(?:-[a-z]+)*-[0-9a-f]{6}[-\\w]*(?:@example\\.org)?");

    /** All interface text that a browser with scripts shows, without user content and emoji, some of which are Latin letters. */
    private static final String SAID = """
            () => {
              const own = 'noscript, code, kbd, bdi, [lang]:not(html), .message-body, .message-quote, [data-part=excerpt], [data-part=texts], [data-part=pins], .picker-grid';
              const texts = [];
              const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
              for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
                if (element.closest(own) || element.matches('script')) continue;
                if (node.nodeType === Node.TEXT_NODE) texts.push(node.data);
                else texts.push(node.ariaLabel, node.title, node.placeholder);
              }
              return texts.filter((text) => text);
            }""";

    private RoomScene scene;

    @BeforeEach
    void createScene() {
        scene = RoomScene.set();
    }

    /** Chinese and Arabic do not use Latin letters, so untranslated text stands out. */
    @Test
    void chinesePagesContainNoOtherLanguage() {
        assertThat(onEveryScreen(Language.CHINESE, EveryLanguageTest::left)).isEmpty();
    }

    @Test
    void arabicPagesContainNoOtherLanguageAndFit() {
        assertThat(onEveryScreen(Language.ARABIC, page -> Stream.concat(left(page), tooWide(page))))
                .isEmpty();
    }

    /** German has the longest words. */
    @Test
    void germanPagesFit() {
        assertThat(onEveryScreen(Language.GERMAN, EveryLanguageTest::tooWide)).isEmpty();
    }

    @Test
    void textsOfScriptsAreTranslated() {
        scene.mira()
                .requestWith(Map.of("language", "ar"))
                .patch("/api/me")
                .then()
                .statusCode(200);
        var page = open(scene.mira(), scene.empty());

        scene.mira().invite(scene.empty(), scene.tom());
        scene.tom().post(scene.empty(), "one");
        scene.tom().delete(scene.empty(), 1);

        assertThat(page.getByRole(AriaRole.ARTICLE))
                .containsText(Translations.translate(Language.ARABIC, "message:deleted"));
    }

    private static Stream<String> left(Page page) {
        return said(page)
                .filter(text ->
                        LATIN.matcher(NAMES.matcher(text).replaceAll("")).find());
    }

    @SuppressWarnings("unchecked")
    private static Stream<String> said(Page page) {
        return ((List<String>) page.evaluate(SAID)).stream();
    }

    private static Stream<String> tooWide(Page page) {
        var width = (Integer) page.evaluate("document.documentElement.scrollWidth");
        return width > NARROW ? Stream.of(width + " px") : Stream.empty();
    }

    private List<String> onEveryScreen(Language language, Function<Page, Stream<String>> look) {
        scene.mira()
                .requestWith(Map.of("language", language.tag()))
                .patch("/api/me")
                .then()
                .statusCode(200);
        var page = Screens.forgetful(newBrowser(
                new Browser.NewContextOptions().setViewportSize(NARROW, 800).setLocale(language.tag())));
        var found = new ArrayList<>(on(page, Screens.outside(), look));
        page.context().addCookies(List.of(new Cookie("parley", scene.mira().session()).setUrl(TestUser.origin())));
        found.addAll(on(page, new Screens(scene, language).inside(), look));
        Screens.REFUSED.forEach(this::ignoreConsoleErrors);
        return found;
    }

    private static List<String> on(
            Page page, Map<String, Consumer<Page>> screens, Function<Page, Stream<String>> look) {
        return screens.entrySet().stream()
                .flatMap(screen -> {
                    screen.getValue().accept(page);
                    return look.apply(page).map(found -> screen.getKey() + ": " + found);
                })
                .toList();
    }
}

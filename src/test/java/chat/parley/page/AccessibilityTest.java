package chat.parley.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import chat.parley.TestUser;
import chat.parley.i18n.Language;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ReducedMotion;
import io.quarkus.test.junit.QuarkusTest;

/** Every screen passes axe's checks of WCAG 2.2 A and AA. */
@QuarkusTest
class AccessibilityTest extends BrowserTest {

    private static final List<String> WCAG =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    /** User content may have any order of headings. */
    private static final String PEOPLES_OWN = "heading-order";

    /** The width of 1280 pixels at 400 % zoom. */
    private static final int ZOOMED = 320;

    private static final List<String> USUAL = List.of("system", "system");
    private static final List<List<String>> OTHER_COLOURS =
            List.of(List.of("dark", "system"), List.of("light", "more"), List.of("dark", "more"));

    private static final Map<String, Object> ALL_RULES = Map.of(
            "runOnly", Map.of("type", "tag", "values", WCAG),
            "rules", Map.of(PEOPLES_OWN, Map.of("enabled", false)),
            "resultTypes", List.of("violations"));
    /** Colours do not depend on the size, and the contrast check takes longer than all others together. */
    private static final Map<String, Object> ALL_BUT_CONTRAST = Map.of(
            "runOnly",
            Map.of("type", "tag", "values", WCAG),
            "rules",
            Map.of(PEOPLES_OWN, Map.of("enabled", false), "color-contrast", Map.of("enabled", false)),
            "resultTypes",
            List.of("violations"));

    private static final Map<String, Object> ONLY_CONTRAST = Map.of(
            "runOnly",
            Map.of("type", "rule", "values", List.of("color-contrast")),
            "resultTypes",
            List.of("violations"));
    private static final String AXE = axe();
    /** Checks only the modal dialog if one is open: the page behind it is inert and is checked as another screen. */
    private static final String PLACES = """
            async (options) => (await axe.run(document.querySelector(':modal') ?? document, options)).violations.flatMap((rule) =>
              rule.nodes.map((node) => `${rule.id} at ${node.target}\n${node.failureSummary}`))""";

    /** Checks only the first emoji of each group: all have the same markup, and axe takes longer for 1,900 of them than for ten other screens. */
    private static final String FEWER_EMOJI =
            "document.querySelectorAll('.picker-grid > :nth-child(n + 21)').forEach((emoji) => emoji.remove())";

    private RoomScene scene;

    @BeforeEach
    void createScene() {
        scene = RoomScene.set();
    }

    /** A theme changes only colours, so other themes need only the contrast check. */
    @Test
    void pagesHaveNoViolationsInAnyTheme() {
        assertThat(onEveryScreen(WIDE, page -> Stream.concat(found(page, ALL_RULES), tooFaint(page))))
                .isEmpty();
    }

    /** No screen needs horizontal scrolling. */
    @Test
    void pagesHaveNoViolationsAtFourTimesTheSize() {
        assertThat(onEveryScreen(ZOOMED, page -> Stream.concat(found(page, ALL_BUT_CONTRAST), tooWide(page))))
                .isEmpty();
    }

    private List<String> onEveryScreen(int width, Function<Page, Stream<String>> look) {
        var page = Screens.forgetful(newBrowser(width));
        page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
        var found = new ArrayList<>(on(page, Screens.outside(), look));
        page.context().addCookies(List.of(new Cookie("parley", scene.mira().session()).setUrl(TestUser.origin())));
        found.addAll(on(page, new Screens(scene, Language.ENGLISH).inside(), look));
        Screens.REFUSED.forEach(this::ignoreConsoleErrors);
        return found;
    }

    private static List<String> on(
            Page page, Map<String, Consumer<Page>> screens, Function<Page, Stream<String>> look) {
        return screens.entrySet().stream()
                .flatMap(screen -> {
                    screen.getValue().accept(page);
                    page.evaluate(FEWER_EMOJI);
                    return look.apply(page).map(found -> screen.getKey() + ": " + found);
                })
                .toList();
    }

    private static Stream<String> tooWide(Page page) {
        var width = (Integer) page.evaluate("document.documentElement.scrollWidth");
        return width > ZOOMED ? Stream.of(width + " px wide") : Stream.empty();
    }

    private static Stream<String> tooFaint(Page page) {
        var faint = OTHER_COLOURS.stream()
                .flatMap(colours -> {
                    wear(page, colours);
                    return found(page, ONLY_CONTRAST).map(place -> colours + ": " + place);
                })
                .toList();
        wear(page, USUAL);
        return faint.stream();
    }

    private static void wear(Page page, List<String> colours) {
        page.evaluate(
                "([theme, contrast]) => Object.assign(document.documentElement.dataset, { theme, contrast })", colours);
    }

    /** Injects axe's script once for each page: its builder for Playwright injects it for each check and also returns all passed rules. */
    private static Stream<String> found(Page page, Map<String, Object> options) {
        if (!(Boolean) page.evaluate("'axe' in globalThis")) {
            page.evaluate(AXE);
        }
        var places = (List<?>) page.evaluate(PLACES, options);
        return places.stream().map(String.class::cast);
    }

    private static String axe() {
        try (var script = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}

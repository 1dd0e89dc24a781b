package chat.parley.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import chat.parley.Language;
import chat.parley.Person;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ReducedMotion;
import io.quarkus.test.junit.QuarkusTest;

/** What axe finds on every screen, held against WCAG 2.2 A and AA: nothing. */
@QuarkusTest
class AccessibilityTest extends InBrowser {

    private static final List<String> WCAG =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    /** What people write has the headings that they want. */
    private static final List<String> PEOPLES_OWN = List.of("heading-order");

    /** What is left of 1280 pixels at 400 %. */
    private static final int ZOOMED = 320;

    private static final List<String> USUAL = List.of("system", "system");
    private static final List<List<String>> OTHER_COLOURS =
            List.of(List.of("dark", "system"), List.of("light", "more"), List.of("dark", "more"));

    private Scene scene;

    @BeforeEach
    void somethingToLookAt() {
        scene = Scene.set();
    }

    /** In other colours all else is the same, so only what depends on them is looked for there. */
    @Test
    void nothingIsFoundInAnyColours() {
        assertThat(onEveryScreen(WIDE, page -> Stream.concat(barriers(page), tooFaint(page))))
                .isEmpty();
    }

    /** Nor does anybody have to scroll to the side to read. */
    @Test
    void nothingIsFoundAtFourTimesTheSizeAndEverythingHasRoom() {
        assertThat(onEveryScreen(ZOOMED, page -> Stream.concat(barriers(page), tooWide(page))))
                .isEmpty();
    }

    private List<String> onEveryScreen(int width, Function<Page, Stream<String>> look) {
        var page = newBrowser(width);
        page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
        var found = new ArrayList<>(on(page, Screens.outside(), look));
        page.context().addCookies(List.of(new Cookie("parley", scene.mira().session()).setUrl(Person.origin())));
        found.addAll(on(page, new Screens(scene, Language.ENGLISH).inside(), look));
        Screens.REFUSED.forEach(this::pardon);
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

    private static Stream<String> tooWide(Page page) {
        var width = (Integer) page.evaluate("document.documentElement.scrollWidth");
        return width > ZOOMED ? Stream.of(width + " px wide") : Stream.empty();
    }

    private static Stream<String> tooFaint(Page page) {
        var faint = OTHER_COLOURS.stream()
                .flatMap(colours -> {
                    wear(page, colours);
                    return found(page, axe -> axe.withRules(List.of("color-contrast")))
                            .map(place -> colours + ": " + place);
                })
                .toList();
        wear(page, USUAL);
        return faint.stream();
    }

    private static void wear(Page page, List<String> colours) {
        page.evaluate(
                "([theme, contrast]) => Object.assign(document.documentElement.dataset, { theme, contrast })", colours);
    }

    private static Stream<String> barriers(Page page) {
        return found(page, axe -> axe.withTags(WCAG).disableRules(PEOPLES_OWN));
    }

    private static Stream<String> found(Page page, UnaryOperator<AxeBuilder> rules) {
        return rules.apply(new AxeBuilder(page).setLegacyMode(true)).analyze().getViolations().stream()
                .flatMap(AccessibilityTest::places);
    }

    private static Stream<String> places(Rule rule) {
        return rule.getNodes().stream()
                .map(node -> "%s at %s%n%s".formatted(rule.getId(), node.getTarget(), node.getFailureSummary()));
    }
}

package chat.parley.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;

import chat.parley.Language;
import chat.parley.Person;
import io.quarkus.test.junit.QuarkusTest;

/** What axe finds on every screen, held against WCAG 2.2 A and AA: nothing. */
@QuarkusTest
class AccessibilityTest extends InBrowser {

    private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    /** What people write has the headings that they want. */
    private static final List<String> PEOPLES_OWN = List.of("heading-order");

    /** What is left of 1280 pixels at 400 %. */
    private static final int ZOOMED = 320;

    private Scene scene;

    @BeforeEach
    void somethingToLookAt() {
        scene = Scene.set();
    }

    @ParameterizedTest
    @ValueSource(ints = { WIDE, ZOOMED })
    void nothingIsFound(int width) {
        assertThat(found("light", width, axe -> axe.withTags(WCAG).disableRules(PEOPLES_OWN))).isEmpty();
    }

    /** All else is the same in any colours. */
    @ParameterizedTest
    @ValueSource(strings = { "dark", "light.more", "dark.more" })
    void allCanBeReadInOtherColours(String look) {
        assertThat(found(look, WIDE, axe -> axe.withRules(List.of("color-contrast")))).isEmpty();
    }

    private List<String> found(String look, int width, UnaryOperator<AxeBuilder> rules) {
        var page = newBrowser(width);
        page.context().addCookies(List.of(new Cookie("look", look).setUrl(Person.origin())));
        var found = new ArrayList<>(found(page, Screens.outside(), rules));
        page.context().addCookies(List.of(new Cookie("parley", scene.mira().session()).setUrl(Person.origin())));
        found.addAll(found(page, new Screens(scene, Language.ENGLISH).inside(), rules));
        Screens.REFUSED.forEach(this::pardon);
        return found;
    }

    /** Nobody has to scroll to the side to read. */
    @Test
    void everythingHasRoomAtFourTimesTheSize() {
        var page = newBrowser(ZOOMED);
        var tooWide = new ArrayList<>(tooWide(page, Screens.outside()));
        page.context().addCookies(List.of(new Cookie("parley", scene.mira().session()).setUrl(Person.origin())));
        tooWide.addAll(tooWide(page, new Screens(scene, Language.ENGLISH).inside()));
        Screens.REFUSED.forEach(this::pardon);

        assertThat(tooWide).isEmpty();
    }

    private static List<String> tooWide(Page page, Map<String, Consumer<Page>> screens) {
        return screens.entrySet().stream().filter(screen -> {
            screen.getValue().accept(page);
            return (Integer) page.evaluate("document.documentElement.scrollWidth") > ZOOMED;
        }).map(Map.Entry::getKey).toList();
    }

    private static List<String> found(Page page, Map<String, Consumer<Page>> screens, UnaryOperator<AxeBuilder> rules) {
        return screens.entrySet().stream().flatMap(screen -> {
            screen.getValue().accept(page);
            return rules.apply(new AxeBuilder(page).setLegacyMode(true)).analyze().getViolations().stream()
                    .flatMap(rule -> places(screen.getKey(), rule));
        }).toList();
    }

    private static Stream<String> places(String screen, Rule rule) {
        return rule.getNodes().stream().map(node -> "%s: %s at %s%n%s".formatted(screen, rule.getId(), node.getTarget(), node.getFailureSummary()));
    }
}

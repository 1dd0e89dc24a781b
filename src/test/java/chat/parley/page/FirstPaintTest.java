package chat.parley.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import chat.parley.TestUser;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import io.quarkus.test.junit.QuarkusTest;

/** The first paint needs little data and no script. */
@QuarkusTest
class FirstPaintTest extends BrowserTest {

    private static final Pattern BUNDLED = Pattern.compile("\"(/static/bundle/[^\"]+\\.(?:js|css))\"");

    private TestUser mira;
    private long room;

    @BeforeEach
    void createRoomWithMember() {
        mira = TestUser.create("mira");
        room = mira.createRoom("private");
        mira.post(room, "hello **there**");
    }

    @Test
    void roomIsReadableWithoutAScript() {
        var page = newBrowser(
                new Browser.NewContextOptions().setJavaScriptEnabled(false).setViewportSize(WIDE, 800));

        page.navigate("/login");
        page.getByLabel("Username").fill(mira.username());
        page.getByLabel("Password").fill(TestUser.PASSWORD);
        button(page, "Sign in").click();
        page.navigate("/rooms/" + room);

        assertThat(articles(page)).hasCount(1);
        assertThat(articles(page).first().locator("strong")).hasText("there");
        assertThat(navigation(page, "Rooms").locator("[aria-current=page]")).hasCount(1);
        assertThat(composer(page)).isVisible();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Settings"))
                .click();
        assertThat(button(page, "Save appearance")).isVisible();
    }

    /** Local days and times cause only small layout shifts; rendering messages again shifted the layout by 0.3. */
    @Test
    void layoutIsStableWhenTheScriptStarts() {
        mira.post(room, 30);
        var page = newBrowser(WIDE);
        page.context().addInitScript("""
                window.moved = 0;
                new PerformanceObserver((shifts) => shifts.getEntries().forEach(({ value }) => (moved += value)))
                  .observe({ type: 'layout-shift', buffered: true });""");
        page.context().addCookies(List.of(new Cookie("parley", mira.session()).setUrl(TestUser.origin())));

        page.navigate("/rooms/" + room);
        awaitConnected(page);
        assertThat(articles(page).last()).isInViewport();

        assertThat(((Number) page.evaluate("moved")).doubleValue()).isLessThan(0.05);
    }

    /** Kilobytes as transferred. */
    @ParameterizedTest
    @CsvSource({"js, 70", "css, 20"})
    void assetsAreSmallAndCachedForever(String kind, int most) throws IOException {
        var bytes = 0;
        for (var path : bundled(kind)) {
            var file = given().get(path).then().statusCode(200).extract().response();
            assertThat(path).as("named by its content").matches(".*-[A-Z0-9]{8}\\." + kind);
            assertThat(file.getHeader("Cache-Control")).contains("immutable");
            bytes += zipped(file.asByteArray());
        }

        assertThat(bytes).isPositive().isLessThanOrEqualTo(most * 1024);
    }

    private List<String> bundled(String kind) {
        var page = mira.request().get("/rooms/" + room).asString();
        return BUNDLED.matcher(page)
                .results()
                .map(found -> found.group(1))
                .filter(path -> path.endsWith(kind))
                .toList();
    }

    private static int zipped(byte[] content) throws IOException {
        var zipped = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(zipped)) {
            zip.write(content);
        }
        return zipped.size();
    }
}

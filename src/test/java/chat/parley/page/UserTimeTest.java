package chat.parley.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.sql.DataSource;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import chat.parley.TestUser;
import chat.parley.i18n.Language;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;

/** Pages contain times and days in the user's time zone, so that nothing moves when the script starts. */
@QuarkusTest
class UserTimeTest extends BrowserTest {

    private static final Pattern DAY = Pattern.compile("data-day=\"([^\"]*)\">([^<]*)<");
    private static final Pattern TIME = Pattern.compile("<time class=\"message-time\"[^>]*datetime=\"20[^>]*>([^<]+)<");

    @Inject
    DataSource database;

    private TestUser mira;
    private long room;

    @BeforeEach
    void createConversationOfFourDays() {
        mira = TestUser.create("mira");
        room = mira.createRoom("private");
        mira.post(room, 4);
        written(1, "400 days");
        written(2, "40 days");
        written(3, "1 day");
    }

    @ParameterizedTest
    @EnumSource
    void serverAndScriptFormatTimesAlike(Language language) {
        mira.request()
                .contentType(ContentType.JSON)
                .body(Map.of("language", language.tag()))
                .patch("/api/me")
                .then()
                .statusCode(200);
        var page = inTokyo();

        var first = page.context().request().get("/rooms/" + room).text();

        assertThat(all(DAY, first, 2)).hasSize(4).isEqualTo(page.locator(".day").allTextContents());
        assertThat(all(TIME, first, 1))
                .hasSize(4)
                .isEqualTo(plain(page.locator(".message-time").allTextContents()));
    }

    @Test
    void browserReportsItsTimeZoneOnce() {
        var page = inTokyo();

        assertThat(page.context().cookies())
                .filteredOn(cookie -> cookie.name.equals("zone"))
                .extracting(cookie -> cookie.value)
                .containsExactly("Asia/Tokyo");
        assertThat(lastDay(page.context().request().get("/rooms/" + room).text()))
                .isIn(lastOrThisDay(ZoneId.of("Asia/Tokyo")));
    }

    @Test
    void daysFollowTheTimeZoneOfTheReader() {
        assertThat(List.of(lastDay(pageIn("Pacific/Kiritimati")), lastDay(pageIn("Pacific/Niue"))))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Mars/Phobos", "+14:00", "", "../../etc", "Europe%2FBerlin"})
    void invalidTimeZoneIsIgnored(String zone) {
        assertThat(lastDay(pageIn(zone))).isIn(lastOrThisDay(ZoneOffset.UTC));
        assertThat(mira.request()
                        .cookie("zone", zone)
                        .get("/settings")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .contains(" UTC");
    }

    @Test
    void todayBecomesYesterdayAtMidnight() {
        var page = newBrowser(WIDE);
        page.context().addCookies(List.of(new Cookie("parley", mira.session()).setUrl(TestUser.origin())));
        page.clock().install();
        page.navigate("/rooms/" + room);
        awaitConnected(page);
        assertThat(page.getByText("Today", new Page.GetByTextOptions().setExact(true)))
                .hasCount(1);

        page.clock().fastForward("24:00:00");

        assertThat(page.getByText("Today", new Page.GetByTextOptions().setExact(true)))
                .hasCount(0);
        assertThat(page.getByText("Yesterday", new Page.GetByTextOptions().setExact(true)))
                .hasCount(1);
    }

    @Test
    void pageWithoutScriptStartsAtTheNewestMessage() {
        mira.post(room, 40);
        var page = newBrowser(new Browser.NewContextOptions().setJavaScriptEnabled(false));
        page.context().addCookies(List.of(new Cookie("parley", mira.session()).setUrl(TestUser.origin())));

        page.navigate("/rooms/" + room);

        assertThat(log(page).getByRole(AriaRole.ARTICLE).last()).isInViewport();
    }

    private Page inTokyo() {
        var page = newBrowser(new Browser.NewContextOptions().setTimezoneId("Asia/Tokyo"));
        page.context().addCookies(List.of(new Cookie("parley", mira.session()).setUrl(TestUser.origin())));
        page.navigate("/rooms/" + room);
        awaitConnected(page);
        return page;
    }

    private String pageIn(String zone) {
        return mira.request()
                .cookie("zone", zone)
                .get("/rooms/" + room)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static LocalDate lastDay(String page) {
        var days = all(DAY, page, 1);
        return LocalDate.parse(days.get(days.size() - 1));
    }

    /** A new day may have started during the test. */
    private static List<LocalDate> lastOrThisDay(ZoneId zone) {
        var today = LocalDate.now(zone);
        return List.of(today.minusDays(1), today);
    }

    private static List<String> all(Pattern pattern, String page, int group) {
        return plain(pattern.matcher(page)
                .results()
                .map((MatchResult found) -> found.group(group))
                .toList());
    }

    /** Some releases of the JDK and of browsers use a narrow no-break space before "PM". */
    private static List<String> plain(List<String> texts) {
        return texts.stream().map(text -> text.replace('\u202f', ' ')).toList();
    }

    private void written(int seq, String ago) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("update message set created_at = now() - interval '%s' where room_id = %d and seq = %d"
                    .formatted(ago, room, seq));
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }
}

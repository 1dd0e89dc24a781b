package chat.parley.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import chat.parley.TestUser;
import chat.parley.admin.AdminActions;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

/** Headers of every response. */
@QuarkusTest
class HeadersTest {

    /** Resources that a page loads itself, in contrast to the targets of its links. */
    private static final Pattern LOADED =
            Pattern.compile("<(?:script|link|img|source|video|audio)\\b[^>]* (?:src|href)=\"([^\"]+)\"");

    static Stream<String> everywhere() {
        return Stream.of(
                "/",
                "/login",
                "/signup",
                "/forgot-password",
                "/settings",
                "/admin",
                "/api/me",
                "/api/nothing",
                "/nothing",
                "/rooms/1",
                "/static/icon.svg",
                "/static/nothing.js",
                "/q/health/live",
                "/q/metrics",
                "/q/openapi",
                "/q/swagger-ui/",
                "/ws");
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void everyResponseHasSecurityHeaders(String path) {
        isGuarded(given().redirects().follow(false).get(path));
        isGuarded(TestUser.create("mira").request().get(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/login", "/settings", "/api/me", "/api/rooms", "/admin", "/api/nothing"})
    void personalResponsesAreNotCached(String path) {
        assertThat(TestUser.create("mira").request().get(path).header("Cache-Control"))
                .isEqualTo("no-store");
    }

    @Test
    void pagesContainNoInlineScriptsOrStyles() {
        var mira = TestUser.create("mira");
        for (var path : new String[] {"/", "/settings", "/login", "/signup", "/forgot-password"}) {
            assertThat(mira.request().get(path).asString())
                    .as(path)
                    .doesNotContainPattern("<script(?![^>]* (src=|type=\"application/json\"))")
                    .doesNotContain("<style", " style=")
                    .doesNotContainPattern(" on[a-z]+=");
        }
    }

    @Test
    void pagesLoadOnlyScriptsStylesAndImages() {
        var mira = TestUser.create("mira");
        AdminActions.grantAdmin(mira);

        for (var path :
                new String[] {"/", "/settings", "/login", "/signup", "/forgot-password", "/admin", "/admin/audit"}) {
            var page = mira.request().get(path).then().statusCode(200).extract().asString();
            assertThat(page)
                    .as(path)
                    .doesNotContainPattern("<(object|embed|applet|param|frame|frameset|iframe|marquee)\\b");
            assertThat(LOADED.matcher(page).results().map(loaded -> loaded.group(1)))
                    .as(path)
                    .isNotEmpty()
                    .allMatch(loaded -> loaded.matches("/static/.*\\.(js|css|svg)|/api/pictures/[\\w-]+"));
        }
    }

    @Test
    void everyPageHasASignOutButton() {
        var mira = TestUser.create("mira");
        AdminActions.grantAdmin(mira);

        for (var path :
                new String[] {"/", "/settings", "/admin", "/admin/invitations", "/admin/rooms", "/admin/audit"}) {
            assertThat(mira.request().get(path).then().statusCode(200).extract().asString())
                    .as(path)
                    .contains("action=\"/logout\"", ">Sign out</button>");
        }
    }

    private static void isGuarded(Response answer) {
        var policy = answer.header("Content-Security-Policy");
        assertThat(policy)
                .contains("frame-ancestors 'none'", "object-src 'none'", "base-uri 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.headers().getValues("Content-Security-Policy")).hasSize(1);
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(answer.header("Permissions-Policy")).contains("camera=()");
        assertThat(answer.headers().hasHeaderWithName("Access-Control-Allow-Origin"))
                .isFalse();
        assertThat(answer.headers().hasHeaderWithName("Strict-Transport-Security"))
                .as("without TLS it would lock people out")
                .isFalse();
    }
}

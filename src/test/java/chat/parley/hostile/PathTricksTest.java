package chat.parley.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import chat.parley.TestUser;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;

/** No spelling of a path gives access that its plain form does not give. */
@QuarkusTest
class PathTricksTest {

    private static final List<String> GUARDED = List.of(
            "/api/me",
            "/api/rooms",
            "/api/users",
            "/api/me/sessions",
            "/api/me/tokens",
            "/api/admin/accounts",
            "/api/admin/audit",
            "/api/admin/invitations",
            "/api/admin/rooms",
            "/admin",
            "/admin/audit",
            "/settings");
    private static final List<String> ADMINISTRATORS =
            GUARDED.stream().filter(path -> path.contains("/admin")).toList();

    static Stream<String> guarded() {
        return GUARDED.stream().flatMap(PathTricksTest::written);
    }

    static Stream<String> administrators() {
        return ADMINISTRATORS.stream().flatMap(PathTricksTest::written);
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void anonymousRequestsCannotBypassAuthentication(String path) {
        var response = RawRequest.get(RestAssured.port, path);

        assertThat(response.status()).as(response.text()).isNotIn(0, 200).isBetween(300, 499);
    }

    @ParameterizedTest
    @MethodSource("administrators")
    void otherUsersCannotBypassAdministratorChecks(String path) {
        var response = RawRequest.get(RestAssured.port, path, "Cookie: parley=" + tom().session());

        assertThat(response.status()).as(response.text()).isNotIn(0, 200).isBetween(300, 499);
    }

    @Test
    void plainPathsAreServed() {
        assertThat(RawRequest.get(RestAssured.port, "/api/me", "Cookie: parley=" + tom().session())
                        .status())
                .isEqualTo(200);
        assertThat(RawRequest.get(RestAssured.port, "/settings", "Cookie: parley=" + tom().session())
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/static/../application.properties",
                "/static/../../application.properties",
                "/static/%2e%2e/application.properties",
                "/static/..%2fapplication.properties",
                "/static/..\\application.properties",
                "/application.properties",
                "/db/migration/V1__baseline.sql",
                "/META-INF/MANIFEST.MF",
                "/templates/layout.html",
                "//etc/passwd",
                "/static/%252e%252e/application.properties",
                "/.git/config",
                "/static/",
                "/static",
                "/web/",
                "/q/dev-ui/",
                "/q/dev/"
            })
    void internalFilesAreNotServed(String path) {
        assertThat(RawRequest.get(RestAssured.port, path).status()).isBetween(300, 499);
    }

    private static Stream<String> written(String path) {
        var last = path.lastIndexOf('/');
        var head = path.substring(0, last);
        var name = path.substring(last + 1);
        return Stream.of(
                path,
                path + "/",
                path + ";",
                path + ";a=b",
                head + ";a=b/" + name,
                head + "/;/" + name,
                path + "%3B",
                path + "%3Ba=b",
                head + "%2F" + name,
                head + "%2f" + name,
                "/" + path,
                head + "//" + name,
                head + "/./" + name,
                head + "/x/../" + name,
                "/x/.." + path,
                "/login/.." + path,
                "/login;/.." + path,
                "/q/health/.." + path,
                "/static/.." + path,
                "/static/%2e%2e" + path,
                "/static/..;" + path,
                "/login/%2e%2e" + path,
                "/login/..%2f" + path.substring(1),
                head + "/%2e/" + name,
                head + "\\" + name,
                head + "%5C" + name,
                path.toUpperCase(),
                head + "/%" + Integer.toHexString(name.charAt(0)) + name.substring(1),
                path + "%00",
                path + "%20",
                path + ".json",
                path + ".css",
                path + "/x.css",
                path + "?",
                path + "#",
                path + "%3F",
                path + "%23",
                path + "%0a",
                "http://localhost" + path,
                "http://evil.example" + path);
    }

    private static TestUser tom() {
        return Tom.SIGNED_IN;
    }

    /** Signs in once for hundreds of paths. */
    private static final class Tom {
        private static final TestUser SIGNED_IN = TestUser.create("tom");
    }
}

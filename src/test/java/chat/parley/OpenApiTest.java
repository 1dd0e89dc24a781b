package chat.parley;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;

/** The served description names every call that the contract has so far, and what whoever runs it looks at is there. */
@QuarkusTest
class OpenApiTest {

    @ParameterizedTest
    @CsvSource({
            "post,/api/accounts", "get,/api/me", "patch,/api/me", "put,/api/me/password", "get,/api/me/sessions",
            "delete,/api/me/sessions", "get,/api/me/tokens", "post,/api/me/tokens", "delete,/api/me/tokens/{id}", "delete,/api/me/sessions/{id}", "post,/login", "post,/logout",
            "get,/api/admin/accounts", "patch,/api/admin/accounts/{username}", "delete,/api/admin/accounts/{username}/sessions",
            "post,/api/admin/accounts/{username}/password-reset", "get,/api/admin/audit", "get,/api/admin/invitations",
            "post,/api/admin/invitations", "delete,/api/admin/invitations/{id}", "get,/api/admin/rooms", "patch,/api/admin/rooms/{id}", "post,/api/password-resets", "put,/api/password-resets/{token}", "put,/api/verified-addresses/{token}",
            "get,/api/users", "get,/api/rooms", "post,/api/rooms", "get,/api/rooms/{id}", "patch,/api/rooms/{id}",
            "delete,/api/rooms/{id}", "put,/api/rooms/{id}/membership", "delete,/api/rooms/{id}/membership",
            "get,/api/rooms/{id}/members", "put,/api/rooms/{id}/members/{username}",
            "get,/api/rooms/{id}/invitations", "post,/api/rooms/{id}/invitations", "delete,/api/rooms/{id}/invitations/{invitation}",
            "post,/api/room-invitations/{token}", "put,/api/conversations", "put,/api/rooms/{id}/notify",
            "delete,/api/rooms/{id}/members/{username}", "put,/api/direct/{username}", "put,/api/rooms/{id}/read", "put,/api/rooms/{id}/unread",
            "post,/api/rooms/{id}/attachments", "get,/api/attachments/{id}", "get,/api/attachments/{id}/thumbnail",
            "get,/api/rooms/{id}/messages", "post,/api/rooms/{id}/messages", "get,/api/rooms/{id}/messages/{seq}",
            "patch,/api/rooms/{id}/messages/{seq}", "delete,/api/rooms/{id}/messages/{seq}", "get,/api/rooms/{id}/messages/{seq}/versions",
            "put,/api/rooms/{id}/messages/{seq}/reactions/{emoji}", "delete,/api/rooms/{id}/messages/{seq}/reactions/{emoji}",
            "put,/api/rooms/{id}/messages/{seq}/pin", "delete,/api/rooms/{id}/messages/{seq}/pin", "get,/api/rooms/{id}/pins", "get,/api/search" })
    void everyCallOfTheContractIsDescribed(String method, String path) {
        var described = given().accept("application/json").get("/q/openapi").then().statusCode(200).extract().jsonPath();

        Map<String, Map<String, Object>> paths = described.getMap("paths");
        assertThat(paths).containsKey(path);
        assertThat(paths.get(path)).containsKey(method);
    }

    @Test
    void everyCallSaysWhatItsErrorsLookLike() {
        var described = given().accept("application/json").get("/q/openapi").then().statusCode(200).extract().jsonPath();

        Map<String, Map<String, Map<String, ?>>> paths = described.getMap("paths");
        assertThat(paths.keySet()).anyMatch(path -> path.startsWith("/api/"));
        paths.forEach((path, item) -> item.forEach((method, operation) -> {
            if (path.startsWith("/api/") && operation.get("responses") instanceof Map<?, ?> responses) {
                assertThat(responses.get("default").toString()).as("%s %s", method, path).contains("application/problem+json");
            }
        }));
        assertThat(described.getMap("components.schemas")).containsKeys("Problem", "MessageView", "RoomView", "Me")
                .as("the inside of the platform is no part of it").doesNotContainKeys("Template", "HttpServerRequest", "EngineImpl");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/q/health/live", "/q/health/ready", "/q/health/started", "/q/metrics", "/q/swagger-ui/" })
    void whatWhoeverRunsItLooksAtIsThere(String path) {
        given().get(path).then().statusCode(200);
    }

    @Test
    void metricsTellWhatParleyDoes() {
        var mira = Person.called("mira");
        mira.posts(mira.makesRoom("public"), "hello");

        assertThat(given().get("/q/metrics").asString()).contains("parley_log_append_seconds_count", "parley_live_rooms",
                "parley_live_sweep_recovered_total");
    }
}

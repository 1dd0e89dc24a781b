package chat.parley.http;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import chat.parley.Json;
import chat.parley.TestUser;
import io.quarkus.test.junit.QuarkusTest;

/** The OpenAPI document contains exactly the operations of the contract; health and metrics are served. */
@QuarkusTest
class OpenApiTest {

    private static final List<String> TAGS = List.of(
            "Account",
            "Administration",
            "Files",
            "Invitation links",
            "Members",
            "Messages",
            "Notifications",
            "Pages",
            "People",
            "Profile pictures",
            "Rooms",
            "Search",
            "Sessions and tokens");

    /** Every path with its methods: the contract, its extensions, and the pages. */
    private static final String OPERATIONS = """
            /api/accounts post
            /api/admin/accounts get
            /api/admin/accounts/{username} patch
            /api/admin/accounts/{username}/password-reset post
            /api/admin/accounts/{username}/sessions delete
            /api/admin/audit get
            /api/admin/invitations get post
            /api/admin/invitations/{id} delete
            /api/admin/rooms get
            /api/admin/rooms/{id} patch
            /api/attachments/{id} get
            /api/attachments/{id}/thumbnail get
            /api/conversations put
            /api/direct/{username} put
            /api/me get patch
            /api/me/password put
            /api/me/picture delete put
            /api/me/sessions delete get
            /api/me/sessions/{id} delete
            /api/me/tokens get post
            /api/me/tokens/{id} delete
            /api/password-resets post
            /api/password-resets/{token} put
            /api/pictures/{name} get
            /api/room-invitations/{token} post
            /api/rooms get post
            /api/rooms/{id} delete get patch
            /api/rooms/{id}/attachments post
            /api/rooms/{id}/invitations get post
            /api/rooms/{id}/invitations/{invitation} delete
            /api/rooms/{id}/members get
            /api/rooms/{id}/members/{username} delete put
            /api/rooms/{id}/membership delete put
            /api/rooms/{id}/messages get post
            /api/rooms/{id}/messages/{seq} delete get patch
            /api/rooms/{id}/messages/{seq}/pin delete put
            /api/rooms/{id}/messages/{seq}/reactions/{emoji} delete put
            /api/rooms/{id}/messages/{seq}/versions get
            /api/rooms/{id}/notify put
            /api/rooms/{id}/pins get
            /api/rooms/{id}/read put
            /api/rooms/{id}/told put
            /api/rooms/{id}/unread put
            /api/search get
            /api/users get
            /api/verified-addresses/{token} put
            / get
            /admin get
            /admin/audit get
            /admin/invitations get post
            /admin/invitations/{id}/revoke post
            /admin/people/{username} post
            /admin/rooms get
            /admin/rooms/{id} post
            /forgot-password get post
            /join/{token} get post
            /login get post
            /logout post
            /reset-password get post
            /rooms/{id} get
            /settings get
            /settings/address post
            /settings/language post
            /settings/look post
            /settings/name post
            /settings/password post
            /settings/picture post
            /settings/picture/remove post
            /settings/sessions/{id}/end post
            /settings/sign-out-everywhere post
            /settings/tokens post
            /settings/tokens/{id}/revoke post
            /settings/visibility post
            /signup get post
            /verify-address get post
            """;

    @Test
    void descriptionContainsExactlyTheEndpoints() {
        Map<String, Map<String, Object>> paths = fetchDocument().getMap("paths");

        assertThat(paths.entrySet())
                .extracting(path -> path.getKey()
                        + path.getValue().keySet().stream()
                                .sorted()
                                .map(" "::concat)
                                .collect(joining()))
                .containsExactlyInAnyOrderElementsOf(OPERATIONS.lines().toList());
    }

    @Test
    void everyOperationHasATagAndAnImperativeSummary() {
        Map<String, Map<String, Map<String, ?>>> paths = fetchDocument().getMap("paths");

        paths.forEach((path, item) -> item.forEach((method, operation) -> assertThat(operation)
                .as("%s %s", method, path)
                .hasEntrySatisfying(
                        "summary",
                        summary -> assertThat((String) summary)
                                .matches(
                                        "(Add|Archive|Change|Claim|Create|Delete|Disable|Download|Edit|Get|Join|Leave|List|Mark|Open"
                                                + "|Pin|Post|React|Remove|Request|Reset|Revoke|Save|Search|Send|Set|Show|Sign|Submit|Unpin|Update|Upload"
                                                + "|Verify)( [A-Za-z-]+){1,5}"))
                .hasEntrySatisfying(
                        "tags",
                        tags -> assertThat(tags).asInstanceOf(LIST).hasSize(1).isSubsetOf(TAGS))));
    }

    private static Json fetchDocument() {
        return given().accept("application/json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .extract()
                .as(Json.class);
    }

    @Test
    void everyOperationDescribesItsErrors() {
        var described = fetchDocument();

        Map<String, Map<String, Map<String, ?>>> paths = described.getMap("paths");
        assertThat(paths.keySet()).anyMatch(path -> path.startsWith("/api/"));
        paths.forEach((path, item) -> item.forEach((method, operation) -> {
            if (path.startsWith("/api/") && operation.get("responses") instanceof Map<?, ?> responses) {
                assertThat(responses.get("default").toString())
                        .as("%s %s", method, path)
                        .contains("application/problem+json");
            }
        }));
        assertThat(described.getMap("components.schemas"))
                .containsKeys("Problem", "MessageView", "RoomView", "Me")
                .as("the inside of the platform is no part of it")
                .doesNotContainKeys("Template", "HttpServerRequest", "EngineImpl");
    }

    @Test
    void permissionsAreDescribedByTheirNames() {
        var described = fetchDocument();

        assertThat(described.getString("components.schemas.RoomView.properties.permissions.description"))
                .startsWith("What the user may do in the room");
        assertThat(described.<String>getList("components.schemas.RoomPermission.enum"))
                .contains("post", "delete-messages")
                .allMatch(word -> word.matches("[a-z-]+"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health/live", "/q/health/ready", "/q/health/started", "/q/metrics", "/q/swagger-ui/"})
    void operatorEndpointsExist(String path) {
        given().get(path).then().statusCode(200);
    }

    @Test
    void metricsIncludeThoseOfParley() {
        var mira = TestUser.create("mira");
        mira.post(mira.createRoom("public"), "hello");

        assertThat(given().get("/q/metrics").asString())
                .contains(
                        "parley_messages_append_seconds_count",
                        "parley_realtime_sockets",
                        "parley_realtime_changes_recovered_total");
    }
}

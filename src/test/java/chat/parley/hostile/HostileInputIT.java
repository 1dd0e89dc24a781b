package chat.parley.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

import chat.parley.TestUser;
import chat.parley.ops.ServiceProcess;
import chat.parley.resilience.DatabaseProcess;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** No input to any operation of the OpenAPI document causes a 5xx response, and no part of it becomes markup in a page. */
@Tag("own-processes")
class HostileInputIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .followRedirects(Redirect.NEVER)
            .build();
    private static final List<String> PAGES =
            List.of("/", "/rooms/1", "/settings", "/admin", "/admin/rooms", "/admin/audit", "/admin/invitations");

    private static DatabaseProcess database;
    private static ServiceProcess service;
    private static TestUser first;
    private static List<ApiOperation> operations;

    @BeforeContainer
    static void startService() throws IOException {
        database = DatabaseProcess.startIn(Files.createTempDirectory("parley-hostile"));
        service = ServiceProcess.start(Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL",
                database.url(),
                "QUARKUS_DATASOURCE_USERNAME",
                "postgres",
                "QUARKUS_DATASOURCE_PASSWORD",
                "",
                "PARLEY_RATE_LIMIT_MULTIPLIER",
                "0",
                "PARLEY_AUTH_PASSWORD_ARGON2_MEMORY_KIB",
                "64",
                "QUARKUS_MAILER_FROM",
                "parley@localhost",
                "QUARKUS_MAILER_MOCK",
                "true"));
        first = TestUser.create("mira");
        var others = List.of(TestUser.create("tom"), TestUser.create("eve"));
        for (var kind : List.of("public", "private", "public", "private")) {
            var room = first.createRoom(kind);
            others.forEach(other -> first.invite(room, other));
            first.post(room, 3);
        }
        operations = new OpenApiDocument(JSON.readTree(RestAssured.given()
                        .accept("application/json")
                        .get("/q/openapi")
                        .asString()))
                .operations();
    }

    @AfterContainer
    static void stopService() {
        service.close();
        database.close();
    }

    @Provide
    Arbitrary<ApiRequest> attempts() {
        return HostileInputs.attempts(operations);
    }

    /** The first account is an administrator, so it may call every operation. Each run generates other requests; before a release {@code -Djqwik.tries.default=20000} generates more of them. */
    @Property
    void hostileInputIsRejectedAsAProblemAndNeverAServerError(@ForAll("attempts") ApiRequest attempt)
            throws IOException, InterruptedException {
        var response = HTTP.send(attempt.request(TestUser.origin(), first.session()), BodyHandlers.ofString());

        assertThat(response.statusCode()).as(response.body()).isBetween(200, 499);
        if (response.statusCode() >= 400 && attempt.operation().ofTheApi()) {
            assertProblem(response);
        }
        assertNoInternals(response);
        var changes = !attempt.operation().method().equals("GET");
        if (response.statusCode() == 401
                || response.headers().map().containsKey("set-cookie")
                || (changes && isUnauthenticated())) {
            first = TestUser.signIn(first.username());
        }
    }

    /** Runs after the other properties: the service is healthy, and all stored input is shown as text. */
    @Property(tries = 1)
    void storedInputIsShownAsText() throws IOException, InterruptedException {
        var mira = TestUser.create("mira");
        var room = mira.createRoom("public");
        for (var injection : HostileInputs.INJECTIONS) {
            mira.tryToPost(room, injection + ".", String.valueOf(injection.hashCode()));
            mira.requestWith(Map.of("name", "x" + injection, "topic", injection))
                    .post("/api/rooms");
        }
        mira.requestWith(Map.of("displayName", "m" + HostileInputs.MARKER + ">"))
                .patch("/api/me")
                .then()
                .statusCode(200);

        for (var page : List.of("/", "/rooms/" + room, "/settings")) {
            assertThat(mira.request().get(page).then().statusCode(200).extract().asString())
                    .as(page)
                    .doesNotContain(HostileInputs.MARKER)
                    .doesNotContain("javascript:alert(1)\"")
                    .contains("&lt;x-evil");
        }
        for (var page : PAGES) {
            assertThat(first.request()
                            .get(page)
                            .then()
                            .statusCode(200)
                            .extract()
                            .asString())
                    .as(page)
                    .doesNotContain(HostileInputs.MARKER);
        }
    }

    private static void assertProblem(HttpResponse<String> response) throws IOException {
        assertThat(response.headers().firstValue("content-type"))
                .as(response.body())
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        var problem = JSON.readTree(response.body());
        assertThat(problem.path("status").asInt()).isEqualTo(response.statusCode());
        assertThat(problem.path("title").asText()).isNotBlank();
        assertThat(problem.path("detail").asText()).isNotBlank();
    }

    private static void assertNoInternals(HttpResponse<String> response) {
        assertThat(response.headers().map().keySet()).doesNotContain("x-evil");
        if (response.headers().firstValue("content-type").orElse("").startsWith("text/html")) {
            assertThat(response.body()).doesNotContain(HostileInputs.MARKER);
        }
        assertThat(response.body()).doesNotContain("Exception", "at chat.parley", "argon2id", "SQLState");
    }

    private static boolean isUnauthenticated() {
        return first.request().get("/api/me").statusCode() == 401;
    }
}

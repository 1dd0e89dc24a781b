package chat.parley.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import chat.parley.Json;
import chat.parley.TestUser;
import chat.parley.admin.AdminActions;
import chat.parley.problem.Problem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.DisabledOnIntegrationTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;

/** Access tokens of programs that act for their owner. */
@QuarkusTest
class AccessTokenTest {

    private static final int NOT_ALLOWED = 1008;
    private static final int SOCKET_TIMEOUT_SECONDS = 5;

    /** Records the first frame of a socket and its close code. */
    private static final class RecordingListener implements WebSocket.Listener {
        private final CompletableFuture<String> first = new CompletableFuture<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            first.complete(text.toString());
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return null;
        }
    }

    private TestUser mira;
    private long id;
    private String token;

    @BeforeEach
    void createUserWithToken() {
        mira = TestUser.create("mira");
        var made = mira.requestWith(Map.of("name", " Weather bot "))
                .post("/api/me/tokens")
                .then()
                .statusCode(201)
                .body("name", equalTo("Weather bot"))
                .extract()
                .as(Json.class);
        id = made.getLong("id");
        token = made.getString("token");
    }

    @Test
    void tokenReadsAndWritesAsItsOwner() {
        var room = mira.createRoom("private");

        requestWithToken().get("/api/me").then().statusCode(200).body("username", equalTo(mira.username()));
        requestWithToken()
                .contentType(ContentType.JSON)
                .body(Map.of("body", "hello", "clientId", UUID.randomUUID().toString()))
                .post("/api/rooms/{id}/messages", room)
                .then()
                .statusCode(201)
                .body("author.username", equalTo(mira.username()));
    }

    @Test
    @DisabledOnIntegrationTest("Looks into the database")
    void secretIsShownOnce() {
        var listed = mira.request().get("/api/me/tokens").then().statusCode(200).extract();

        assertThat(listed.as(Json.class).getList("items.name")).containsExactly("Weather bot");
        assertThat(listed.asString()).doesNotContain(token);
        var session = QuarkusTransaction.requiringNew().call(() -> Session.<Session>findById(id));
        assertThat(session.tokenHash).isEqualTo(new Token(token).hash());
    }

    @Test
    void ownerSeesWhenATokenWasUsed() {
        assertThat(mira.get("/api/me/tokens").getString("items[0].lastUsedAt")).isNull();

        requestWithToken().get("/api/me").then().statusCode(200);

        assertThat(mira.get("/api/me/tokens").getString("items[0].lastUsedAt")).isNotNull();
    }

    @Test
    void revokedTokenIsRejected() {
        requestWithToken().get("/api/me").then().statusCode(200);

        mira.request().delete("/api/me/tokens/{id}", id).then().statusCode(204);

        requestWithToken().get("/api/me").then().statusCode(401).contentType(Problem.MEDIA_TYPE);
        mira.request().delete("/api/me/tokens/{id}", id).then().statusCode(404);
        mira.get("/api/me");
    }

    @Test
    void onlyTheOwnerRevokesAToken() {
        TestUser.create("eve")
                .request()
                .delete("/api/me/tokens/{id}", id)
                .then()
                .statusCode(404);

        requestWithToken().get("/api/me").then().statusCode(200);
    }

    @Test
    void socketClosesWhenItsTokenIsRevoked() throws Exception {
        var listener = new RecordingListener();
        openSocket(token, listener);
        assertThat(listener.first.get(SOCKET_TIMEOUT_SECONDS, TimeUnit.SECONDS)).contains("\"ready\"", mira.username());

        mira.request().delete("/api/me/tokens/{id}", id).then().statusCode(204);

        assertThat(listener.closed.get(SOCKET_TIMEOUT_SECONDS, TimeUnit.SECONDS))
                .isEqualTo(NOT_ALLOWED);
    }

    @Test
    void invalidTokenOpensNoSocket() {
        assertThatThrownBy(() -> openSocket("parley_" + "x".repeat(43), new RecordingListener()))
                .hasRootCauseMessage("Unexpected HTTP response status code 401");
    }

    @Test
    void passwordChangeRevokesTokens() {
        mira.requestWith(Map.of("current", TestUser.PASSWORD, "replacement", "wrong donkey engine"))
                .put("/api/me/password")
                .then()
                .statusCode(204);

        requestWithToken().get("/api/me").then().statusCode(401);
    }

    @Test
    void signingOutEverywhereRevokesTokens() {
        mira.request().delete("/api/me/sessions").then().statusCode(204);

        requestWithToken().get("/api/me").then().statusCode(401);
    }

    @Test
    void tokenOfADisabledAccountIsRejected() {
        requestWithToken().get("/api/me").then().statusCode(200);

        AdminActions.disable(mira);

        requestWithToken().get("/api/me").then().statusCode(401);
    }

    @Test
    void tokenIsNotListedAsASession() {
        assertThat(mira.get("/api/me/sessions").getList("items")).hasSize(1);
        mira.request().delete("/api/me/sessions/{id}", id).then().statusCode(404);
    }

    @Test
    void tokenCannotManageTokens() {
        requestWithToken().get("/api/me/tokens").then().statusCode(403).contentType(Problem.MEDIA_TYPE);
        requestWithToken().delete("/api/me/sessions").then().statusCode(403);
        requestWithToken().redirects().follow(false).post("/logout").then().statusCode(303);
        requestWithToken()
                .redirects()
                .follow(false)
                .get("/settings")
                .then()
                .statusCode(303)
                .header("Location", equalTo("/login"));
        requestWithToken()
                .redirects()
                .follow(false)
                .post("/settings/tokens/{id}/revoke", id)
                .then()
                .statusCode(303);
        requestWithToken()
                .redirects()
                .follow(false)
                .post("/settings/sign-out-everywhere")
                .then()
                .statusCode(303);
        requestWithToken().get("/api/me").then().statusCode(200);
        requestWithToken()
                .contentType(ContentType.JSON)
                .body(Map.of("name", "Another"))
                .post("/api/me/tokens")
                .then()
                .statusCode(403);
        requestWithToken().delete("/api/me/tokens/{id}", id).then().statusCode(403);
        requestWithToken()
                .redirects()
                .follow(false)
                .formParam("name", "Another")
                .post("/settings/tokens")
                .then()
                .statusCode(303)
                .header("Location", equalTo("/login"));

        assertThat(mira.get("/api/me/tokens").getList("items")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer ",
                "Bearer x",
                "Bearer parley_x",
                "bearer parley_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
            })
    void invalidTokenIsRejectedEvenWithACookie(String header) {
        mira.request().header("Authorization", header).get("/api/me").then().statusCode(401);
    }

    @Test
    void cookieAndTokenAreNotInterchangeable() {
        given().header("Authorization", "Bearer " + mira.session())
                .get("/api/me")
                .then()
                .statusCode(401);
        given().cookie("parley", token).get("/api/me").then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"name\":\"\"}", "{\"name\":\" \"}", "{\"name\":\"a\\nb\"}", "{\"name\":5}"})
    void invalidTokenNameIsRejected(String body) {
        mira.requestWith(body).post("/api/me/tokens").then().statusCode(400).body("violations.field", hasItem("name"));
    }

    @Test
    void numberOfTokensIsLimited() {
        for (var more = 1; more < AccessTokenService.MAX_TOKENS_PER_ACCOUNT; more++) {
            mira.requestWith(Map.of("name", "bot " + more))
                    .post("/api/me/tokens")
                    .then()
                    .statusCode(201);
        }

        mira.requestWith(Map.of("name", "one too many"))
                .post("/api/me/tokens")
                .then()
                .statusCode(409);
    }

    private RequestSpecification requestWithToken() {
        return given().header("Authorization", "Bearer " + token);
    }

    private static void openSocket(String token, RecordingListener listener) {
        HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Authorization", "Bearer " + token)
                .buildAsync(URI.create(TestUser.origin().replace("http", "ws") + "/ws"), listener)
                .join();
    }
}

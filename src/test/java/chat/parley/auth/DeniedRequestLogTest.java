package chat.parley.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import chat.parley.LogLines;
import chat.parley.TestUser;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class DeniedRequestLogTest {

    @RegisterExtension
    final LogLines log = new LogLines(DeniedRequestLog.class);

    @Test
    void deniedPermissionIsLogged() {
        var tom = TestUser.create("tom");

        tom.request().get("/api/admin/accounts?q=somebody").then().statusCode(403);

        assertThat(log.texts())
                .containsExactly("Request denied: GET /api/admin, user=%s network=127.0.0.1".formatted(tom.username()));
    }

    @Test
    void forgedRequestIsLogged() {
        given().header("Origin", "https://evil.example").post("/logout").then().statusCode(403);

        assertThat(log.texts()).containsExactly("Request denied: POST /logout, user=anonymous network=127.0.0.1");
    }

    @Test
    void loggedLineContainsNoUserInput() {
        given().urlEncodingEnabled(false)
                .header("Origin", "https://evil.example")
                .post("/api/%0aRefused%3A+me/x")
                .then()
                .statusCode(403);
        given().header("Origin", "https://evil.example")
                .put("/api/password-resets/some-token-of-someone")
                .then()
                .statusCode(403);

        assertThat(log.texts())
                .hasSize(2)
                .allMatch(line -> line.startsWith("Request denied: P") && !line.contains("\n"))
                .noneMatch(line -> line.contains("some-token"));
    }
}

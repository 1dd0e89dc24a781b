package chat.parley.telemetry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.matchesPattern;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import chat.parley.LogLines;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class RequestIdTest {

    @RegisterExtension
    final LogLines log = new LogLines("chat.parley.problem.ProblemMapper");

    @ParameterizedTest
    @ValueSource(strings = {"worker", "loop", "later"})
    void requestIdIsLoggedOnEveryThread(String where) {
        given().header("X-Request-Id", "id-of-" + where)
                .get("/test/failing/{where}", where)
                .then()
                .statusCode(500)
                .header("X-Request-Id", "id-of-" + where);

        assertThat(log.texts()).containsExactly("A request failed");
        assertThat(loggedIds()).containsExactly("id-of-" + where);
    }

    @Test
    void requestsOfOneConnectionHaveDistinctIds() {
        var first = given().get("/test/failing/worker")
                .then()
                .statusCode(500)
                .extract()
                .header("X-Request-Id");
        var second = given().get("/test/failing/worker")
                .then()
                .statusCode(500)
                .extract()
                .header("X-Request-Id");

        assertThat(loggedIds()).containsExactly(first, second);
        assertThat(first).matches("[0-9a-f]{16}").isNotEqualTo(second);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "0190b2c4-a7d0-7c3e-9f0b-2f1a5c6d7e8f", "Root_1.abc"})
    void validClientIdIsKept(String clientId) {
        given().header("X-Request-Id", clientId)
                .get("/api/me")
                .then()
                .statusCode(401)
                .header("X-Request-Id", clientId);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "two words",
                "${jndi:ldap://x}",
                "{\"level\":\"ERROR\"}",
                "a-very-long-one-a-very-long-one-a-very-long-one-a-very-long-one-a"
            })
    void invalidClientIdIsReplaced(String clientId) {
        given().header("X-Request-Id", clientId)
                .get("/login")
                .then()
                .statusCode(200)
                .header("X-Request-Id", matchesPattern("[0-9a-f]{16}"));
    }

    private List<String> loggedIds() {
        return log.records().stream().map(record -> record.getMdc("requestId")).toList();
    }
}

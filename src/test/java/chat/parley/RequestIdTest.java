package chat.parley;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.matchesPattern;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class RequestIdTest {

    private static final Logger LOGGER = Logger.getLogger(ProblemMapper.class.getName());

    /** What was logged for which request. */
    private final Map<String, String> logged = new ConcurrentHashMap<>();
    private final Handler notebook = new Handler() {
        @Override
        public void publish(LogRecord record) {
            var id = ExtLogRecord.wrap(record).getMdc("requestId");
            logged.put(id == null ? "none" : id, record.getMessage());
        }

        @Override
        public void flush() {
        }

        @Override
        public void close() {
        }
    };

    @BeforeEach
    void listen() {
        LOGGER.addHandler(notebook);
    }

    @AfterEach
    void stopListening() {
        LOGGER.removeHandler(notebook);
    }

    @ParameterizedTest
    @ValueSource(strings = { "worker", "loop", "later" })
    void whatARequestLogsHasItsIdOnEveryThread(String where) {
        given().header("X-Request-Id", "id-of-" + where).get("/test/failing/{where}", where).then().statusCode(500)
                .header("X-Request-Id", "id-of-" + where);

        assertThat(logged).containsExactly(Map.entry("id-of-" + where, "A request failed"));
    }

    @Test
    void twoRequestsOfOneConnectionHaveTheirOwn() {
        var first = given().get("/test/failing/worker").then().statusCode(500).extract().header("X-Request-Id");
        var second = given().get("/test/failing/worker").then().statusCode(500).extract().header("X-Request-Id");

        assertThat(logged).containsOnlyKeys(first, second);
        assertThat(first).matches("[0-9a-f]{16}").isNotEqualTo(second);
    }

    @ParameterizedTest
    @ValueSource(strings = { "7", "0190b2c4-a7d0-7c3e-9f0b-2f1a5c6d7e8f", "Root_1.abc" })
    void oneThatIsPlainIsKept(String told) {
        given().header("X-Request-Id", told).get("/api/me").then().statusCode(401).header("X-Request-Id", told);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "two words", "${jndi:ldap://x}", "{\"level\":\"ERROR\"}",
            "a-very-long-one-a-very-long-one-a-very-long-one-a-very-long-one-a" })
    void oneThatIsNotIsReplaced(String told) {
        given().header("X-Request-Id", told).get("/login").then().statusCode(200).header("X-Request-Id", matchesPattern("[0-9a-f]{16}"));
    }
}

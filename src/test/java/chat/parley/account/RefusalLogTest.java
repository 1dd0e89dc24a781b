package chat.parley.account;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import chat.parley.Person;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class RefusalLogTest {

    private static final Logger LOGGER = Logger.getLogger(RefusalLog.class.getName());

    private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
    private final Handler notebook = new Handler() {
        private final PatternFormatter formatter = new PatternFormatter("%s");

        @Override
        public void publish(LogRecord record) {
            lines.add(formatter.format(record));
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

    @Test
    void whoIsToldNoIsNoted() {
        var tom = Person.called("tom");

        tom.asks().get("/api/admin/accounts?q=somebody").then().statusCode(403);

        assertThat(lines).containsExactly("Refused: GET /api/admin, by %s from 127.0.0.1".formatted(tom.username()));
    }

    @Test
    void aForgedRequestIsNoted() {
        given().header("Origin", "https://evil.example").post("/logout").then().statusCode(403);

        assertThat(lines).containsExactly("Refused: POST /logout, by somebody from 127.0.0.1");
    }

    @Test
    void nothingOfAnyonesChoiceIsInALine() {
        given().urlEncodingEnabled(false).header("Origin", "https://evil.example").post("/api/%0aRefused%3A+me/x").then().statusCode(403);
        given().header("Origin", "https://evil.example").put("/api/password-resets/some-token-of-someone").then().statusCode(403);

        assertThat(lines).hasSize(2).allMatch(line -> line.startsWith("Refused: P") && !line.contains("\n"))
                .noneMatch(line -> line.contains("some-token"));
    }
}

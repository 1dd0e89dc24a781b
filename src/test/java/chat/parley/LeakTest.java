package chat.parley;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import jakarta.inject.Inject;

import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import chat.parley.auth.email.ReceivedMail;
import chat.parley.auth.email.SmtpServer;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/** Secrets and personal data appear in no log, metric, trace or error, including those of failures. */
@QuarkusTest
@TestProfile(SharedTestProfile.class)
public class LeakTest {

    /** Enables every log category and exporter that shows what the service does. */
    /** Records formatted log lines, except those of the mail server used by tests. */
    private static final class LogRecorder extends Handler {
        private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();

        private LogRecorder() {
            setFormatter(new PatternFormatter("%c %s%e"));
        }

        @Override
        public void publish(LogRecord record) {
            if (!record.getLoggerName()
                    .startsWith(GreenMail.class.getPackageName().replace(".util", ""))) {
                lines.add(getFormatter().format(record));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    GreenMail server;

    @Inject
    InMemorySpanExporter spans;

    private final LogRecorder log = new LogRecorder();
    private final List<String> secrets = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();

    @BeforeEach
    void startRecording() {
        Logger.getLogger("").addHandler(log);
    }

    @AfterEach
    void stopRecording() {
        Logger.getLogger("").removeHandler(log);
    }

    @Test
    void noSecretIsLoggedOrTraced() throws Exception {
        var password = createSecret("pass");
        var address = createSecret("mail") + "@example.org";
        var name = TestUser.unique("mira");
        TestUser.signUp(Map.of("username", name, "password", password, "email", address))
                .then()
                .statusCode(201);
        var session = TestUser.postLogin(name, password).cookie("parley");
        secrets.add(session);

        failSignUp(password, address);
        failSignIn(name, password);
        useToken(session);
        post(session);
        followLink(session);
        resetPassword(address);

        assertThat(log.lines).as("the access log is on").anyMatch(line -> line.contains("POST /login"));
        await().until(() -> traced().stream().anyMatch(span -> span.contains("PUT /api/verified-addresses/{token}")));
        assertThat(traced()).as("the way of the message").anyMatch(span -> span.contains("append"));
        assertThat(secrets).allSatisfy(secret -> {
            assertThat(traced()).noneMatch(span -> span.contains(secret));
            assertThat(log.lines).noneMatch(line -> line.contains(secret));
            assertThat(given().get("/q/metrics").asString()).doesNotContain(secret);
            assertThat(errors).noneMatch(error -> error.contains(secret));
        });
    }

    private List<String> traced() {
        return spans.getFinishedSpanItems().stream().map(SpanData::toString).toList();
    }

    private void failSignUp(String password, String address) {
        assertFails(
                TestUser.signUp(Map.of("username", TestUser.unique("tom"), "password", password, "email", address)));
        assertFails(TestUser.signUp(Map.of("username", "!", "password", password, "email", createSecret("none"))));
        assertFails(given().contentType(ContentType.JSON)
                .body("{\"username\":1,\"password\":\"" + password + "\"")
                .post("/api/accounts"));
        assertFails(given().contentType(ContentType.JSON)
                .body("\"" + password + "\"")
                .post("/api/accounts"));
        assertFails(given().contentType(ContentType.JSON)
                .body("{\"" + password + "\":{\"username\":[]}}")
                .post("/api/accounts"));
        given().formParam("username", "!")
                .formParam("password", password)
                .formParam("email", address)
                .post("/signup")
                .then()
                .statusCode(400);
    }

    private void failSignIn(String name, String password) {
        TestUser.postLogin(name, password + "x").then().statusCode(303);
        TestUser.postLogin(password, password).then().statusCode(303);
        given().header("Origin", "https://evil.example")
                .formParam("username", name)
                .formParam("password", password)
                .post("/login")
                .then()
                .statusCode(403);
        assertFails(given().header("Content-Type", "application/x-www-form-urlencoded")
                .body("password=" + password + "&x=%zz")
                .post("/login"));
    }

    private void useToken(String session) {
        var token = request(session)
                .contentType(ContentType.JSON)
                .body(Map.of("name", "robot"))
                .post("/api/me/tokens")
                .then()
                .statusCode(201)
                .extract()
                .as(Json.class)
                .getString("token");
        secrets.add(token);
        given().header("Authorization", "Bearer " + token).get("/api/me").then().statusCode(200);
        assertFails(given().header("Authorization", "Bearer " + token)
                .contentType(ContentType.JSON)
                .body(Map.of("name", "more"))
                .post("/api/me/tokens"));
        assertFails(given().header("Authorization", "Bearer x" + token).get("/api/me"));
    }

    private void post(String session) {
        var body = createSecret("body");
        var room = request(session)
                .contentType(ContentType.JSON)
                .body(Map.of("name", TestUser.unique("room"), "kind", "private"))
                .post("/api/rooms")
                .as(Json.class)
                .getLong("id");
        request(session)
                .contentType(ContentType.JSON)
                .body(Map.of("body", body, "clientId", "one"))
                .post("/api/rooms/{id}/messages", room)
                .then()
                .statusCode(201);
        assertFails(request(session)
                .contentType(ContentType.JSON)
                .body(Map.of("body", body, "clientId", "\u00fc"))
                .post("/api/rooms/{id}/messages", room));
        assertFails(request(session)
                .contentType(ContentType.JSON)
                .body(Map.of("body", body, "clientId", "two", "replyTo", 99))
                .post("/api/rooms/{id}/messages", room));
        assertFails(request(session)
                .contentType(ContentType.JSON)
                .body("{\"body\":\"" + body + "\",")
                .post("/api/rooms/{id}/messages", room));
        given().header("Cookie", "parley=" + session)
                .contentType(ContentType.JSON)
                .body(Map.of("body", body, "clientId", "three"))
                .post("/api/rooms/{id}/messages", room)
                .then()
                .statusCode(403);
    }

    private void followLink(String session) {
        var room = request(session)
                .contentType(ContentType.JSON)
                .body(Map.of("name", TestUser.unique("room"), "kind", "private"))
                .post("/api/rooms")
                .as(Json.class)
                .getLong("id");
        var token = request(session)
                .contentType(ContentType.JSON)
                .body(Map.of("uses", 1))
                .post("/api/rooms/{id}/invitations", room)
                .then()
                .statusCode(201)
                .extract()
                .as(Json.class)
                .getString("token");
        secrets.add(token);
        given().get("/join/{token}", token).then().statusCode(200);
        given().get("/login?next=/join/{token}", token).then().statusCode(200);
        given().redirects().follow(false).post("/join/{token}", token).then().statusCode(303);
        given().header("Origin", "https://evil.example")
                .post("/join/{token}", token)
                .then()
                .statusCode(403);
        request(session).post("/api/room-invitations/{token}", token).then().statusCode(200);
        assertFails(request(session).post("/api/room-invitations/{token}", token + "x"));
        assertFails(given().post("/api/room-invitations/{token}", token));
    }

    private void resetPassword(String address) throws Exception {
        given().contentType(ContentType.JSON)
                .body(Map.of("email", address))
                .post("/api/password-resets")
                .then()
                .statusCode(202);
        await().until(() -> SmtpServer.mailTo(address, server).size() >= 2);
        var token = ReceivedMail.token(
                GreenMailUtil.getBody(SmtpServer.mailTo(address, server).get(1))
                        .replace("=\r\n", "")
                        .replace("=3D", "="));
        secrets.add(token);
        given().get("/reset-password?token={token}", token).then().statusCode(200);
        given().get("/reset-password?token={token}", token + "x").then().statusCode(410);
        assertFails(given().contentType(ContentType.JSON)
                .body(Map.of("password", "password1"))
                .put("/api/password-resets/{token}", token));
        given().contentType(ContentType.JSON)
                .body(Map.of("password", createSecret("new")))
                .put("/api/password-resets/{token}", token)
                .then()
                .statusCode(204);
        assertFails(given().contentType(ContentType.JSON)
                .body(Map.of("password", createSecret("new")))
                .put("/api/password-resets/{token}", token));
        assertFails(given().put("/api/verified-addresses/{token}", token));
    }

    private void assertFails(Response response) {
        assertThat(response.statusCode()).isBetween(400, 499);
        errors.add(response.asString());
    }

    private String createSecret(String beginning) {
        var secret = beginning + UUID.randomUUID();
        secrets.add(secret);
        return secret;
    }

    private static RequestSpecification request(String session) {
        return given().cookie("parley", session).header("Origin", TestUser.origin());
    }
}

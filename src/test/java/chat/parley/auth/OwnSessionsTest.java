package chat.parley.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

import jakarta.enterprise.inject.spi.CDI;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import chat.parley.TestUser;
import chat.parley.account.AccountChanged;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.DisabledOnIntegrationTest;
import io.quarkus.test.junit.QuarkusTest;

/** The user's own sessions: listing and ending them. */
@QuarkusTest
class OwnSessionsTest {

    private static final int NOT_ALLOWED = 1008;
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private TestUser mira;
    private TestUser elsewhere;

    @BeforeEach
    void createUserWithTwoSessions() {
        mira = TestUser.create("mira");
        elsewhere = mira.signInAgain();
    }

    @Test
    void listsAllSessionsAndMarksTheCurrentOne() {
        signInWithUserAgent(FIREFOX);

        var listed = mira.get("/api/me/sessions");

        assertThat(listed.getList("items")).hasSize(3);
        assertThat(listed.getList("items.device", String.class)).contains("Firefox on Linux");
        assertThat(listed.getString("items.find { it.browser == 'Firefox' }.operatingSystem"))
                .isEqualTo("Linux");
        assertThat(listed.getList("items.findAll { it.current }")).hasSize(1);
        assertThat(listed.getLong("items.find { it.current }.id")).isNotEqualTo(otherSessionId());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | Firefox on Linux   | Unknown device
            de | Firefox auf Linux  | Unbekanntes Gerät
            es | Firefox en Linux   | Dispositivo desconocido
            zh | Linux 上的 Firefox | 未知设备
            ar | \u2068Firefox\u2069 على \u2068Linux\u2069 | جهاز غير معروف
            """)
    void devicesAreDescribedInTheLanguageOfTheOwner(String language, String known, String unknown) {
        signInWithUserAgent(FIREFOX);
        signInWithUserAgent("something else");
        mira.requestWith(Map.of("language", language)).patch("/api/me").then().statusCode(200);

        assertThat(mira.get("/api/me/sessions").getList("items.device", String.class))
                .contains(known, unknown);
        assertThat(mira.request().get("/settings").asString())
                .contains("<strong>" + known + "</strong>", "<strong>" + unknown + "</strong>");
    }

    @Test
    void endedSessionClosesItsSocketsAtOnce() {
        try (var here = mira.openSocket();
                var there = elsewhere.openSocket()) {
            elsewhere.get("/api/me");

            mira.request()
                    .delete("/api/me/sessions/{id}", otherSessionId())
                    .then()
                    .statusCode(204);

            assertThat(there.closeCode()).isEqualTo(NOT_ALLOWED);
            elsewhere.request().get("/api/me").then().statusCode(401);
            here.receivePending();
        }
    }

    @Test
    void sessionOfAnotherAccountCannotBeEnded() {
        var theirs = otherSessionId();

        TestUser.create("eve")
                .request()
                .delete("/api/me/sessions/{id}", theirs)
                .then()
                .statusCode(404);

        elsewhere.get("/api/me");
    }

    @Test
    void signOutEverywhereEndsAllSessions() {
        mira.request().delete("/api/me/sessions").then().statusCode(204);

        mira.request().get("/api/me").then().statusCode(401);
        elsewhere.request().get("/api/me").then().statusCode(401);
    }

    @Test
    void newSignInEndsThePreviousSessionOfTheBrowser() {
        mira.request()
                .formParam("username", mira.username())
                .formParam("password", TestUser.PASSWORD)
                .post("/login")
                .then()
                .statusCode(303)
                .header("Location", equalTo("/"));

        mira.request().get("/api/me").then().statusCode(401);
        elsewhere.get("/api/me");
    }

    @Test
    void failedSignInEndsNothing() {
        mira.request()
                .formParam("username", mira.username())
                .formParam("password", "not the password")
                .post("/login")
                .then()
                .statusCode(303)
                .header("Location", equalTo("/login?error"));

        mira.get("/api/me");
    }

    @Test
    @DisabledOnIntegrationTest("Turns back the clock in the database")
    void leastRecentlyUsedSessionIsEndedAboveTheLimit() {
        lastSeen(elsewhere, Duration.ofDays(1));
        for (var more = 2; more < SessionService.MAX_BROWSERS_PER_ACCOUNT; more++) {
            mira.signInAgain();
        }
        elsewhere.get("/api/me/tokens");
        lastSeen(elsewhere, Duration.ofDays(1));

        mira.signInAgain();

        elsewhere.request().get("/api/me").then().statusCode(401);
        assertThat(mira.get("/api/me/sessions").getList("items")).hasSize(SessionService.MAX_BROWSERS_PER_ACCOUNT);
    }

    @Test
    @DisabledOnIntegrationTest("Turns back the clock in the database")
    void idleSessionExpires() {
        lastSeen(elsewhere, Duration.ofDays(13));
        elsewhere.get("/api/me");

        lastSeen(elsewhere, Duration.ofDays(15));
        elsewhere.request().get("/api/me").then().statusCode(401);
    }

    @Test
    @DisabledOnIntegrationTest("Turns back the clock in the database")
    void sessionExpiresAfterThirtyDays() {
        letTimePass(elsewhere, Duration.ofDays(29));
        elsewhere.get("/api/me");

        letTimePass(elsewhere, Duration.ofDays(1));

        elsewhere.request().get("/api/me").then().statusCode(401);
        mira.get("/api/me");
    }

    @Test
    @DisabledOnIntegrationTest("Turns back the clock in the database")
    void useKeepsASessionAlive() {
        lastSeen(elsewhere, Duration.ofDays(13));

        elsewhere.get("/api/me");

        assertThat(Instant.parse(mira.get("/api/me/sessions").getString("items.find { !it.current }.lastSeenAt")))
                .isAfter(Instant.now().minus(Duration.ofMinutes(1)));
    }

    @Test
    void formEndsSessionsWithoutAScript() {
        mira.request().get("/settings").then().statusCode(200).body(containsString("This device"));

        mira.request()
                .post("/settings/sessions/{id}/end", otherSessionId())
                .then()
                .statusCode(303)
                .header("Location", equalTo("/settings"));
        elsewhere.request().get("/api/me").then().statusCode(401);

        mira.request()
                .post("/settings/sign-out-everywhere")
                .then()
                .statusCode(303)
                .header("Location", equalTo("/login"));
        mira.request().get("/settings").then().statusCode(303).header("Location", equalTo("/login"));
    }

    @Test
    void crossSiteFormEndsNothing() {
        given().cookie("parley", mira.session())
                .header("Origin", "https://evil.example")
                .post("/settings/sign-out-everywhere")
                .then()
                .statusCode(403)
                .body(not(containsString("Where you are")));

        mira.get("/api/me");
    }

    /** Mira's other session. */
    private long otherSessionId() {
        return mira.get("/api/me/sessions").getLong("items.find { !it.current }.id");
    }

    private static void lastSeen(TestUser person, Duration ago) {
        changeSession(person, session -> session.lastSeenAt = Instant.now().minus(ago));
    }

    /** Moves the start of the session back by that time; its last use stays now. */
    private static void letTimePass(TestUser person, Duration time) {
        changeSession(person, session -> {
            session.createdAt = session.createdAt.minus(time);
            session.expiresAt = session.expiresAt.minus(time);
        });
    }

    private static void changeSession(TestUser person, Consumer<Session> change) {
        QuarkusTransaction.requiringNew()
                .run(() -> change.accept(Session.<Session>find("tokenHash", new Token(person.session()).hash())
                        .singleResult()));
        CDI.current().getBeanContainer().getEvent().fire(new AccountChanged(0));
    }

    private void signInWithUserAgent(String userAgent) {
        given().header("User-Agent", userAgent)
                .formParam("username", mira.username())
                .formParam("password", TestUser.PASSWORD)
                .redirects()
                .follow(false)
                .post("/login")
                .then()
                .statusCode(303);
    }
}

package chat.parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import org.eclipse.microprofile.context.ManagedExecutor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import chat.parley.TestUser;
import chat.parley.auth.SessionEnded;
import chat.parley.auth.SessionService;
import chat.parley.backplane.TestBackplane;
import chat.parley.realtime.transport.FakeTransport;
import chat.parley.telemetry.Traces;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;

/** Another process changes a session, which this process can see only in the database. */
@QuarkusTest
class SessionRevocationPollerTest {

    private static final int NOT_ALLOWED = 1008;
    private static final long NO_SESSION = -1;
    private static final int TIMEOUT_SECONDS = 15;

    @Inject
    AgroalDataSource database;

    @Inject
    SessionService sessionService;

    @Inject
    Event<SessionEnded> over;

    @Inject
    Vertx vertx;

    @Inject
    EndedSessionRecorder heard;

    private TestUser mira;

    @BeforeEach
    void createUser() {
        mira = TestUser.create("mira");
    }

    @Test
    void sessionEndedInAnotherProcessClosesItsSockets() throws SQLException {
        var elsewhere = mira.signInAgain();
        try (var here = mira.openSocket();
                var there = elsewhere.openSocket()) {
            var ended = mira.get("/api/me/sessions").getLong("items.find { !it.current }.id");

            executeSql("delete from session where id = %d".formatted(ended));

            assertThat(there.closeCode()).isEqualTo(NOT_ALLOWED);
            here.receivePending();
        }
    }

    @Test
    void accountDisabledInTheDatabaseLosesItsSockets() throws SQLException {
        var tom = TestUser.create("tom");
        try (var miraSocket = mira.openSocket();
                var tomSocket = tom.openSocket()) {

            executeSql("update account set disabled = true where username = '%s'".formatted(mira.username()));

            assertThat(miraSocket.closeCode()).isEqualTo(NOT_ALLOWED);
            tomSocket.receivePending();
        }
    }

    @Test
    void closedSocketIsForgottenAtOnce() throws SQLException {
        var elsewhere = mira.signInAgain();
        try (var there = elsewhere.openSocket()) {
            var ended = mira.get("/api/me/sessions").getLong("items.find { !it.current }.id");
            elsewhere.get("/api/me");

            executeSql("delete from session where id = %d".formatted(ended));

            there.closeCode();
            elsewhere.request().get("/api/me").then().statusCode(401);
        }
    }

    @Test
    void pollRejectedByTheExecutorIsRepeated() {
        var hub = new Hub(TestBackplane.create(), Traces.none(), new SimpleMeterRegistry());
        hub.register(TestClients.client(new FakeTransport(), NO_SESSION));
        var busy = new CountDownLatch(1);
        var worker = ManagedExecutor.builder().maxAsync(1).maxQueued(1).build();
        var looks = new SessionRevocationPoller(hub, sessionService, over, worker, vertx);
        worker.execute(() -> waitFor(busy));
        worker.execute(() -> {});
        assertThatThrownBy(() -> worker.execute(() -> {}))
                .as("there is no place")
                .isInstanceOf(RejectedExecutionException.class);
        looks.pollUnlessRunning();

        busy.countDown();

        await().untilAsserted(() -> {
            looks.pollUnlessRunning();
            assertThat(heard.sessions()).contains(NO_SESSION);
        });
        worker.shutdown();
    }

    /** Records the sessions that were reported as ended. */
    @ApplicationScoped
    static class EndedSessionRecorder {

        private final Set<Long> sessionService = ConcurrentHashMap.newKeySet();

        void ended(@Observes SessionEnded over) {
            sessionService.add(over.session());
        }

        Set<Long> sessions() {
            return sessionService;
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void executeSql(String statement) throws SQLException {
        try (var connection = database.getConnection();
                var change = connection.createStatement()) {
            assertThat(change.executeUpdate(statement)).isEqualTo(1);
        }
    }
}

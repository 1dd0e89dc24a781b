package chat.parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import chat.parley.TestUser;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class SessionKeepAliveTest {

    @Inject
    SessionKeepAlive sessionKeepAlive;

    @Test
    void openSocketUpdatesTheLastUseOfItsSession() {
        var mira = TestUser.create("mira");
        var away = mira.signInAgain();
        try (var socket = mira.openSocket()) {
            var opened = Instant.now();

            sessionKeepAlive.renewOpenSessions();

            var listed = away.get("/api/me/sessions");
            assertThat(Instant.parse(listed.getString("items.find { !it.current }.lastSeenAt")))
                    .isAfterOrEqualTo(opened.minusMillis(1));
            assertThat(Instant.parse(listed.getString("items.find { it.current }.lastSeenAt")))
                    .isBefore(opened);
            socket.receivePending();
        }
    }
}

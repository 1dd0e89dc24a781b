package chat.parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import chat.parley.SharedTestProfile;
import chat.parley.TestUser;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** The counter-proof of {@link FeedReconcilerTest}: without reconciliation, a message whose notification was lost is never delivered. */
@QuarkusTest
@TestProfile(SharedTestProfile.class)
class WithoutReconciliationTest {

    /** Several times the interval of the reconciliation. */
    private static final Duration QUIET_PERIOD = Duration.ofSeconds(4);

    @Inject
    LostNotification deadProcess;

    @Test
    void withoutReconciliationALostUpdateBlocksUntilTheClientReconnects() throws SQLException {
        var mira = TestUser.create("mira");
        var room = mira.createRoom("private");

        try (var miraSocket = mira.openSocket()) {
            mira.post(room, "first");
            miraSocket.receiveMessages(room, 1);
            deadProcess.storeMessage(room, "second");
            mira.post(room, "third");

            var received = new ArrayList<>();
            await().during(QUIET_PERIOD).atMost(QUIET_PERIOD.multipliedBy(3)).untilAsserted(() -> {
                miraSocket.receivePending().stream()
                        .filter(frame -> "message".equals(frame.getString("type")))
                        .forEach(received::add);
                assertThat(received).isEmpty();
            });
        }
        try (var again = mira.openSocket()) {
            assertThat(again.ready().getLong("rooms.find { it.id == %d }.version".formatted(room)))
                    .isEqualTo(3);
        }
    }
}

package chat.parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import chat.parley.TestSocket;
import chat.parley.TestUser;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class LivePresenceTest {

    private static final Duration OFFLINE_TIMEOUT = Duration.ofSeconds(30);

    @Test
    void othersReceivePresenceChanges() {
        var mira = TestUser.create("mira");
        var tom = TestUser.create("tom");

        try (var miraSocket = mira.openSocket()) {
            var toms = tom.openSocket();
            assertThat(receiveOnline(miraSocket, tom)).isTrue();
            assertThat(isOnline(mira, tom)).isTrue();

            toms.close();

            assertThat(receiveOnline(miraSocket, tom)).isFalse();
            assertThat(isOnline(mira, tom)).isFalse();
        }
    }

    @Test
    void severalTabsCountAsOneAccount() {
        var mira = TestUser.create("mira");
        var tom = TestUser.create("tom");
        var eve = TestUser.create("eve");

        try (var miraSocket = mira.openSocket();
                var laptops = tom.openSocket()) {
            assertThat(receiveOnline(miraSocket, tom)).isTrue();
            var phones = tom.openSocket();
            phones.close();
            var eveSocket = eve.openSocket();
            assertThat(receiveOnline(miraSocket, eve)).isTrue();
            eveSocket.close();

            var offline = miraSocket.receive(
                    "presence",
                    frame -> !frame.getBoolean("online")
                            && List.of(tom.username(), eve.username()).contains(frame.getString("user")));
            assertThat(offline.getString("user"))
                    .as("Eve, who came after Tom's phone had gone, is the first of the two to go")
                    .isEqualTo(eve.username());
        }
    }

    /** The client does not read, so it answers no ping either, like a phone without a network. */
    @Test
    void brokenConnectionGoesOfflineWithinHalfAMinute() {
        var mira = TestUser.create("mira");
        var tom = TestUser.create("tom");

        try (var miraSocket = mira.openSocket();
                var toms = StalledReader.of(tom)) {
            var silent = Instant.now();
            assertThat(receiveOnline(miraSocket, tom)).isTrue();

            await().atMost(OFFLINE_TIMEOUT).until(() -> !isOnline(mira, tom));

            assertThat(receiveOnline(miraSocket, tom)).isFalse();
            assertThat(Duration.between(silent, Instant.now())).isLessThan(OFFLINE_TIMEOUT);
        }
    }

    private static boolean receiveOnline(TestSocket socket, TestUser of) {
        return socket.receive("presence", frame -> frame.getString("user").equals(of.username()))
                .getBoolean("online");
    }

    private static boolean isOnline(TestUser asks, TestUser about) {
        return asks.get("/api/users?q={name}", about.username()).getBoolean("items[0].online");
    }
}

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

    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

    @Test
    void othersReceivePresenceChanges() {
        var mira = TestUser.called("mira");
        var tom = TestUser.called("tom");

        try (var miras = mira.opensSocket()) {
            var toms = tom.opensSocket();
            assertThat(hears(miras, tom)).isTrue();
            assertThat(online(mira, tom)).isTrue();

            toms.close();

            assertThat(hears(miras, tom)).isFalse();
            assertThat(online(mira, tom)).isFalse();
        }
    }

    @Test
    void severalTabsCountAsOneAccount() {
        var mira = TestUser.called("mira");
        var tom = TestUser.called("tom");
        var eve = TestUser.called("eve");

        try (var miras = mira.opensSocket();
                var laptops = tom.opensSocket()) {
            assertThat(hears(miras, tom)).isTrue();
            var phones = tom.opensSocket();
            phones.close();
            var eves = eve.opensSocket();
            assertThat(hears(miras, eve)).isTrue();
            eves.close();

            var gone = miras.receive(
                    "presence",
                    frame -> !frame.getBoolean("online")
                            && List.of(tom.username(), eve.username()).contains(frame.getString("user")));
            assertThat(gone.getString("user"))
                    .as("Eve, who came after Tom's phone had gone, is the first of the two to go")
                    .isEqualTo(eve.username());
        }
    }

    /** The client does not read, so it answers no ping either, like a phone without a network. */
    @Test
    void brokenConnectionGoesOfflineWithinHalfAMinute() {
        var mira = TestUser.called("mira");
        var tom = TestUser.called("tom");

        try (var miras = mira.opensSocket();
                var toms = StalledReader.of(tom)) {
            var silent = Instant.now();
            assertThat(hears(miras, tom)).isTrue();

            await().atMost(HALF_A_MINUTE).until(() -> !online(mira, tom));

            assertThat(hears(miras, tom)).isFalse();
            assertThat(Duration.between(silent, Instant.now())).isLessThan(HALF_A_MINUTE);
        }
    }

    private static boolean hears(TestSocket socket, TestUser of) {
        return socket.receive("presence", frame -> frame.getString("user").equals(of.username()))
                .getBoolean("online");
    }

    private static boolean online(TestUser asks, TestUser about) {
        return asks.reads("/api/users?q={name}", about.username()).getBoolean("items[0].online");
    }
}

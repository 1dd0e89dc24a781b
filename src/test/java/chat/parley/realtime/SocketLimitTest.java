package chat.parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import chat.parley.RateLimitsProfile;
import chat.parley.TestSocket;
import chat.parley.TestUser;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(RateLimitsProfile.class)
class SocketLimitTest {

    private static final int TOO_MANY_REQUESTS = 429;

    private final List<TestSocket> open = new ArrayList<>();

    @AfterEach
    void closeAll() {
        open.forEach(TestSocket::close);
    }

    @Test
    void socketAboveTheAccountLimitIsRejected() {
        var mira = TestUser.create("mira");
        for (var socket = 0; socket < SocketUpgradeCheck.MAX_SOCKETS_PER_ACCOUNT; socket++) {
            open.add(mira.openSocket());
        }

        TestSocket.rejectedUpgrade(mira.session(), TestUser.origin(), TOO_MANY_REQUESTS)
                .header("Retry-After", String.valueOf(SocketUpgradeCheck.RETRY_AFTER.toSeconds()));

        open.add(TestUser.create("tom").openSocket());
        open.get(0).receivePending();
    }

    @Test
    void typingIsSentOncePerSecondAndRoom() {
        var mira = TestUser.create("mira");
        var tom = TestUser.create("tom");
        var room = mira.createRoom("private");
        var other = mira.createRoom("private");
        mira.invite(room, tom);
        mira.invite(other, tom);
        var miras = openSocket(mira);
        var toms = openSocket(tom);

        for (var key = 0; key < 5; key++) {
            miras.send("{\"type\":\"typing\",\"room\":%d}".formatted(room));
            miras.send("{\"type\":\"typing\",\"room\":%d}".formatted(other));
        }
        miras.receivePending();

        assertThat(toms.receivePending())
                .filteredOn(frame -> "typing".equals(frame.getString("type")))
                .extracting(frame -> frame.getLong("room"))
                .containsExactly(room, other);
        await().pollInterval(Duration.ofMillis(300)).untilAsserted(() -> {
            miras.send("{\"type\":\"typing\",\"room\":%d}".formatted(room));
            assertThat(toms.receivePending())
                    .extracting(frame -> frame.getString("type"))
                    .contains("typing");
        });
    }

    private TestSocket openSocket(TestUser person) {
        var receiver = person.openSocket();
        open.add(receiver);
        return receiver;
    }

    @Test
    void closingASocketFreesItsSlot() {
        var mira = TestUser.create("mira");
        for (var socket = 0; socket < SocketUpgradeCheck.MAX_SOCKETS_PER_ACCOUNT; socket++) {
            open.add(mira.openSocket());
        }

        open.remove(0).close();

        await().ignoreExceptions().until(() -> open.add(mira.openSocket()));
    }
}

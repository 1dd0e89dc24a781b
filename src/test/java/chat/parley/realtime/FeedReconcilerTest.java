package chat.parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import chat.parley.TestUser;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class FeedReconcilerTest {

    @Inject
    LostNotification deadProcess;

    @Test
    void lostUpdateIsDeliveredToEveryoneInOrder() throws SQLException {
        var mira = TestUser.called("mira");
        var tom = TestUser.called("tom");
        var room = mira.makesRoom("private");
        mira.invites(room, tom);

        try (var tomSocket = tom.opensSocket()) {
            mira.posts(room, "first");
            deadProcess.storeMessage(room, "second");
            mira.posts(room, "third");

            assertThat(tomSocket.receiveMessages(room, 3))
                    .extracting(frame -> frame.getString("message.body"))
                    .containsExactly("first", "second", "third");
            tomSocket.receivesNo("message");
        }
    }

    @Test
    void lostLastUpdateIsDelivered() throws SQLException {
        var mira = TestUser.called("mira");
        var room = mira.makesRoom("private");

        try (var miraSocket = mira.opensSocket()) {
            mira.posts(room, "first");
            miraSocket.receiveMessages(room, 1);
            deadProcess.storeMessage(room, "last");

            assertThat(miraSocket.receiveMessages(room, 1).get(0).getString("message.body"))
                    .isEqualTo("last");
        }
    }
}

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
        var mira = TestUser.create("mira");
        var tom = TestUser.create("tom");
        var room = mira.createRoom("private");
        mira.invite(room, tom);

        try (var tomSocket = tom.openSocket()) {
            mira.post(room, "first");
            deadProcess.storeMessage(room, "second");
            mira.post(room, "third");

            assertThat(tomSocket.receiveMessages(room, 3))
                    .extracting(frame -> frame.getString("message.body"))
                    .containsExactly("first", "second", "third");
            tomSocket.assertNotReceived("message");
        }
    }

    @Test
    void lostLastUpdateIsDelivered() throws SQLException {
        var mira = TestUser.create("mira");
        var room = mira.createRoom("private");

        try (var miraSocket = mira.openSocket()) {
            mira.post(room, "first");
            miraSocket.receiveMessages(room, 1);
            deadProcess.storeMessage(room, "last");

            assertThat(miraSocket.receiveMessages(room, 1).get(0).getString("message.body"))
                    .isEqualTo("last");
        }
    }
}

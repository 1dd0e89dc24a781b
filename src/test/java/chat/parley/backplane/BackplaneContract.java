package chat.parley.backplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;

/** The tests that every backplane passes. */
abstract class BackplaneContract {

    /** A started backplane of one process. */
    protected abstract Backplane backplane();

    @Test
    void publishedUpdateReachesEveryLocalListener() {
        var here = receivedBy(backplane());
        var there = receivedBy(backplane());
        var hint = new RoomUpdate(1, 2, new byte[] {3});

        backplane().publish(hint);

        await().untilAsserted(() -> {
            assertThat(here).contains(hint);
            assertThat(there).contains(hint);
        });
    }

    @Test
    void failingListenerDoesNotAffectOthers() {
        backplane().addListener(message -> {
            throw new IllegalStateException("broken on purpose");
        });
        var received = receivedBy(backplane());

        backplane().publish(new RoomUpdate(1, 1, new byte[0]));

        await().until(() -> !received.isEmpty());
    }

    @Test
    void updateForOthersIsNotReceivedLocally() {
        backplane().subscribe(Topic.room(7));
        var received = receivedBy(backplane());

        backplane().publishToOthers(new RoomBroadcast(7, 0, new byte[] {1}));
        backplane().publish(new RoomBroadcast(7, 0, new byte[] {2}));

        await().until(() -> !received.isEmpty());
        assertThat(received)
                .extracting(message -> ((RoomBroadcast) message).bytes()[0])
                .containsExactly((byte) 2);
    }

    @Test
    void updatesOfOneThreadArriveInOrder() {
        var received = receivedBy(backplane());

        for (var version = 1; version <= 1_000; version++) {
            backplane().publish(new RoomUpdate(1, version, new byte[0]));
        }

        await().until(() -> received.size() == 1_000);
        assertThat(received)
                .extracting(message -> ((RoomUpdate) message).version())
                .isSorted();
    }

    @Test
    void isHealthy() {
        await().until(backplane()::isHealthy);
    }

    /** Collects all messages that this backplane delivers from now on. */
    protected static List<BackplaneMessage> receivedBy(Backplane backplane) {
        var received = new CopyOnWriteArrayList<BackplaneMessage>();
        backplane.addListener(received::add);
        return received;
    }
}

package chat.parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import chat.parley.realtime.Feed.Change;
import chat.parley.realtime.transport.FakeTransport;
import chat.parley.realtime.transport.Frame;

class FeedTest {

    private final Feed feed = new Feed();
    private final FakeTransport wire = new FakeTransport();
    private final Client mira = TestClients.client(wire, 1);

    @Test
    void updatesInOrderAreDeliveredInOrder() {
        subscribe(mira, 0);

        deliver(1, 2, 3);

        assertThat(wire.frames()).containsExactly("1", "2", "3");
    }

    @Test
    void earlyUpdateWaitsForItsPredecessors() {
        subscribe(mira, 0);

        deliver(3, 2);
        assertThat(wire.frames()).isEmpty();
        deliver(1);

        assertThat(wire.frames()).containsExactly("1", "2", "3");
    }

    @Test
    void duplicateUpdateIsDeliveredOnce() {
        subscribe(mira, 0);

        deliver(1, 1, 2, 1, 2);

        assertThat(wire.frames()).containsExactly("1", "2");
    }

    @Test
    void subscriberWithAnOlderPositionMissesNothing() {
        var toms = new FakeTransport();
        var tom = TestClients.client(toms, 2);
        feed.subscribe(mira);
        feed.subscribe(tom);
        deliver(2, 3);
        feed.start(tom, 3);
        feed.start(mira, 1);

        deliver(4);
        assertThat(wire.frames()).as("2 and 3 come first").isEmpty();
        assertThat(feed.reconcile(3, List.of(changeOfVersion(4)), 4))
                .as("read from where the feed was before")
                .isZero();
        feed.reconcile(feed.position(), List.of(changeOfVersion(2), changeOfVersion(3), changeOfVersion(4)), 4);

        assertThat(wire.frames()).containsExactly("2", "3", "4");
        assertThat(toms.frames()).containsExactly("4");
    }

    @Test
    void subscriptionBuffersUntilItsPositionIsKnown() {
        feed.subscribe(mira);
        deliver(5, 6, 7);
        assertThat(wire.frames()).isEmpty();

        feed.start(mira, 5);

        assertThat(wire.frames()).containsExactly("6", "7");
    }

    @Test
    void laterSubscriberStartsAtItsPosition() {
        var tomsWire = new FakeTransport();
        var tom = TestClients.client(tomsWire, 2);
        subscribe(mira, 0);
        deliver(1);
        feed.subscribe(tom);
        deliver(2, 3);

        feed.start(tom, 2);
        deliver(4);

        assertThat(wire.frames()).containsExactly("1", "2", "3", "4");
        assertThat(tomsWire.frames()).containsExactly("3", "4");
    }

    @Test
    void positionAheadOfUpdatesIsNotRepeated() {
        var tomsWire = new FakeTransport();
        var tom = TestClients.client(tomsWire, 2);
        subscribe(mira, 0);
        feed.subscribe(tom);
        feed.start(tom, 2);

        deliver(1, 2, 3);

        assertThat(wire.frames()).containsExactly("1", "2", "3");
        assertThat(tomsWire.frames()).as("1 and 2 were in what Tom fetched").containsExactly("3");
    }

    @Test
    void gapBlocksUntilItIsFilled() {
        subscribe(mira, 0);
        deliver(1, 3, 4);
        assertThat(wire.frames())
                .as("without the reconciliation nothing more would ever come")
                .containsExactly("1");

        var recovered = feed.reconcile(1, List.of(changeOfVersion(2), changeOfVersion(3), changeOfVersion(4)), 4);

        assertThat(wire.frames()).containsExactly("1", "2", "3", "4");
        assertThat(recovered).isEqualTo(3);
        assertThat(feed.position()).isEqualTo(4);
    }

    @Test
    void supersededVersionIsSkipped() {
        subscribe(mira, 0);
        deliver(1);

        feed.reconcile(1, List.of(changeOfVersion(4)), 4);
        deliver(2, 3, 5);

        assertThat(wire.frames()).as("2 and 3 were replaced by 4").containsExactly("1", "4", "5");
    }

    @Test
    void unsubscribedSocketReceivesNothing() {
        subscribe(mira, 0);
        deliver(1);

        assertThat(feed.unsubscribe(mira)).as("nobody is left").isTrue();
        deliver(2);

        assertThat(wire.frames()).containsExactly("1");
    }

    @Test
    void suspendedSubscriptionReceivesBufferedUpdatesOnResume() {
        subscribe(mira, 0);
        deliver(1);
        feed.suspend(mira);
        deliver(2, 3);
        assertThat(wire.frames()).containsExactly("1");

        feed.resume(mira, 3, feed.suspensions(mira));
        deliver(4);

        assertThat(wire.frames()).containsExactly("1", "2", "3", "4");
    }

    @Test
    void outdatedCheckDoesNotResumeASubscription() {
        subscribe(mira, 0);
        feed.suspend(mira);
        var look = feed.suspensions(mira);
        feed.suspend(mira);
        deliver(1);

        feed.resume(mira, 0, look);

        assertThat(wire.frames())
                .as("the second reason has not been looked at yet")
                .isEmpty();
        feed.resume(mira, 0, feed.suspensions(mira));
        assertThat(wire.frames()).containsExactly("1");
    }

    @Test
    void suspendedSubscriptionWithoutPositionWaitsForBoth() {
        feed.subscribe(mira);
        feed.suspend(mira);
        feed.start(mira, 0);
        deliver(1);
        assertThat(wire.frames()).isEmpty();

        feed.resume(mira, 1, feed.suspensions(mira));

        assertThat(wire.frames()).containsExactly("1");
    }

    @Test
    void typingIsSentToStartedSubscriptions() {
        var tomsWire = new FakeTransport();
        var evesWire = new FakeTransport();
        subscribe(mira, 0);
        subscribe(TestClients.client(tomsWire, 2), 0);
        feed.subscribe(TestClients.client(evesWire, 3));

        feed.send(Frame.of("typing"), 1);

        assertThat(wire.frames()).as("who types knows").isEmpty();
        assertThat(tomsWire.frames()).containsExactly("typing");
        assertThat(evesWire.frames()).as("the first frame is ready").isEmpty();
    }

    @RepeatedTest(50)
    void anyOrderWithDuplicatesIsDeliveredOnceInOrder(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        var versions = new ArrayList<Long>(LongStream.rangeClosed(1, 40).boxed().toList());
        versions.addAll(LongStream.rangeClosed(1, 40)
                .filter(version -> random.nextBoolean())
                .boxed()
                .toList());
        Collections.shuffle(versions, random);
        subscribe(mira, 0);

        versions.forEach(version -> feed.receive(changeOfVersion(version)));

        assertThat(wire.frames())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 40).mapToObj(String::valueOf).toList());
    }

    private void subscribe(Client client, long from) {
        feed.subscribe(client);
        feed.start(client, from);
    }

    private void deliver(long... versions) {
        LongStream.of(versions).forEach(version -> feed.receive(changeOfVersion(version)));
    }

    private static Change changeOfVersion(long version) {
        return new Change(version, Frame.of(String.valueOf(version)));
    }
}

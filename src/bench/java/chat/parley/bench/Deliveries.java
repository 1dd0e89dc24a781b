package chat.parley.bench;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import chat.parley.TestUser;
import chat.parley.bench.Broadcast.Cost;

/** The cost of a delivery with 1,000 sockets in one room, compared to Node's {@code ws} with the same frames. */
final class Deliveries {

    private static final String FRAME = """
            {"type":"message","room":%d,"seq":%2$d,"version":%2$d,"message":{"room":%1$d,"seq":%2$d,"version":%2$d,\
            "author":{"username":"%3$s","displayName":"%3$s"},"body":"%4$s","html":"<p>%4$s</p>\\n",\
            "createdAt":"2026-01-01T00:00:00.000Z","editedAt":null,"deleted":false,"clientId":"%5$s","replyTo":null,\
            "mentions":[],"reactions":[],"attachments":[]}}""";

    private final Stage stage;
    private final Table table;

    Deliveries(Stage stage, Table table) {
        this.stage = stage;
        this.table = table;
    }

    /** @param people one for each socket */
    void measure(List<TestUser> people) throws Exception {
        var writer = people.get(0);
        var room = writer.createRoom("public");
        people.subList(1, people.size()).forEach(person -> person.join(room));
        var ours = measureParley(people, writer, room);
        table.row("service CPU for a delivery, 1,000 sockets, 50 messages a second", micros(ours), "");
        var theirs = peer(writer, room);
        theirs.ifPresentOrElse(
                cost -> {
                    table.row("CPU of Node's ws for it, nothing stored", micros(cost), "");
                    table.ratio(
                            "the first to the second",
                            ours.serverMicros() / cost.serverMicros(),
                            "at most 1",
                            ours.serverMicros() <= cost.serverMicros());
                    table.pair("CPU for a delivery, µs", ours.serverMicros(), "Node's ws", cost.serverMicros());
                    table.row("ws: post to last of 1,000 deliveries, p50 and p99", millis(cost), "");
                },
                () -> table.row("CPU of Node's ws for it", "not measured: there is no Node here", ""));
        table.row(
                "post to last of 1,000 deliveries, p50 and p99",
                millis(ours),
                "p99 at most 50 ms: " + Table.met(ours.p99() <= 50));
    }

    private Cost measureParley(List<TestUser> people, TestUser writer, long room) throws Exception {
        try (var listeners = new ListenerLoad(
                        List.of(stage.port()),
                        "/ws",
                        people.stream().map(TestUser::session).toList());
                var connection = new Connection(stage.port(), writer.session())) {
            var broadcast = new Broadcast(
                    List.of(stage.service()),
                    listeners,
                    seq -> post(
                            connection,
                            "/api/rooms/" + room + "/messages",
                            "{\"body\":\"" + Bench.BODY + "\",\"clientId\":\"" + UUID.randomUUID() + "\"}"),
                    0);
            broadcast.during(stage.warmUp());
            return broadcast.during(stage.measured());
        }
    }

    /** The cost with Node's {@code ws} for the same frames; empty if Node is not installed. */
    Optional<Cost> peer(TestUser writer, long room) throws IOException, InterruptedException {
        return NodePeer.started().map(node -> measurePeer(node, writer, room));
    }

    private Cost measurePeer(NodePeer node, TestUser writer, long room) {
        try (node;
                var listeners = new ListenerLoad(
                        List.of(node.port()), "/", java.util.Collections.nCopies(Broadcast.SOCKETS, ""));
                var connection = new Connection(node.port(), "")) {
            var broadcast = new Broadcast(
                    List.of(node.process()),
                    listeners,
                    seq -> post(
                            connection,
                            "/",
                            FRAME.formatted(room, seq, writer.username(), Bench.BODY, UUID.randomUUID())),
                    0);
            broadcast.during(stage.warmUp());
            return broadcast.during(stage.measured());
        } catch (Exception failed) {
            throw new IllegalStateException("Node's ws could not be measured", failed);
        }
    }

    private static void post(Connection connection, String path, String json) throws Exception {
        var response = connection.post(path, json);
        if (response.status() != 201) {
            throw new IllegalStateException("A post was answered with " + response);
        }
    }

    private static String micros(Cost cost) {
        return "%.1f µs (%.1f µs of the load's own)".formatted(cost.serverMicros(), cost.loadMicros());
    }

    private static String millis(Cost cost) {
        return "%.1f ms, %.1f ms".formatted(cost.median(), cost.p99());
    }
}

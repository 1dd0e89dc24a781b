package chat.parley.bench;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;

import chat.parley.TestUser;

/** The number of messages a second that are stored on disk before they are acknowledged. */
final class DurableSends {

    private static final int SENDERS = 64;

    private final Stage stage;
    private final Table table;

    DurableSends(Stage stage, Table table) {
        this.stage = stage;
        this.table = table;
    }

    /**
     * @param rooms rooms of this user
     * @param account the user's id
     * @param target the minimum rate, as a multiple of the rate with one row a transaction
     */
    void measure(TestUser person, long account, List<Long> rooms, String where, double target) throws Exception {
        Callable<Load.Client> sender = () -> sender(person, rooms);
        Load.run(SENDERS, stage.warmUp(), sender);
        var before = stored(person, rooms);
        var cpu = Cpu.of(stage.service());
        var ours = Load.run(SENDERS, stage.measured(), sender);
        var micros = cpu.microsFor(ours.done());
        var more = stored(person, rooms) - before;
        if (more != ours.done()) {
            throw new IllegalStateException("Acknowledged were %d, stored %d".formatted(ours.done(), more));
        }
        var theirs =
                Load.run(SENDERS / 2, stage.measured(), () -> new RowATransaction(stage.database(), rooms, account));
        var ratio = ours.perSecond() / theirs.perSecond();
        table.row("durable sends a second " + where + ", 64 senders", Table.number(ours.perSecond()), "");
        table.row("one row a transaction " + where + ", JDBC", Table.number(theirs.perSecond()), "");
        table.ratio("the first to the second", ratio, "at least %.0f".formatted(target), ratio >= target);
        table.pair("durable sends a second " + where, ours.perSecond(), "one row a transaction", theirs.perSecond());
        table.row(
                "service CPU for a durable post " + where,
                Table.number(micros) + " µs",
                "at most 400 µs: " + Table.met(micros <= 400));
    }

    private Load.Client sender(TestUser person, List<Long> rooms) throws Exception {
        var connection = new Connection(stage.port(), person.session());
        return connection.client(201, () -> {
            var room = rooms.get(ThreadLocalRandom.current().nextInt(rooms.size()));
            return connection.post(
                    "/api/rooms/" + room + "/messages",
                    "{\"body\":\"" + Bench.BODY + "\",\"clientId\":\"" + UUID.randomUUID() + "\"}");
        });
    }

    private static long stored(TestUser person, List<Long> rooms) {
        return rooms.stream()
                .mapToLong(room -> person.get("/api/rooms/{id}", room).getLong("seq"))
                .sum();
    }
}

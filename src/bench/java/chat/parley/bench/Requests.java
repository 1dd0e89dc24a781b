package chat.parley.bench;

import java.util.function.Supplier;

import chat.parley.TestUser;

/** The cost of reads by 16 clients without pauses between requests. */
final class Requests {

    private static final int CLIENTS = 16;

    private final Stage stage;
    private final Table table;

    Requests(Stage stage, Table table) {
        this.stage = stage;
        this.table = table;
    }

    /** @param target the maximum processor time of the service for a request, in microseconds */
    void measure(TestUser person, String what, String path, double target) throws Exception {
        var work = measured(person, what, () -> path);
        table.row(
                "service CPU for it",
                Table.number(work.micros()) + " µs",
                "at most %.0f µs: %s".formatted(target, Table.met(work.micros() <= target)));
    }

    /** Measures a request whose path changes, such as a random page of a room. */
    Measured measured(TestUser person, String what, Supplier<String> path) throws Exception {
        Load.run(CLIENTS, stage.warmUp(), () -> getter(person, path));
        var cpu = Cpu.of(stage.service());
        var own = Cpu.of(ProcessHandle.current());
        var work = Load.run(CLIENTS, stage.measured(), () -> getter(person, path));
        var micros = cpu.microsFor(work.done());
        table.row(
                what + ", requests a second, 16 clients",
                "%s (%s µs of the load's own CPU)"
                        .formatted(Table.number(work.perSecond()), Table.number(own.microsFor(work.done()))),
                "");
        return new Measured(work.perSecond(), micros);
    }

    /** @param micros processor time of the service for a request */
    record Measured(double perSecond, double micros) {}

    private Load.Client getter(TestUser person, Supplier<String> path) throws Exception {
        var connection = new Connection(stage.port(), person.session());
        return connection.client(200, () -> connection.get(path.get()));
    }
}

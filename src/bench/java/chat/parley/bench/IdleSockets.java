package chat.parley.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

import chat.parley.TestUser;

/** The memory of an idle service and of each idle socket. */
final class IdleSockets {

    private static final int MAX_SOCKETS = 10_000;
    private static final double MAX_KB_PER_SOCKET = 12;
    private static final int SETTLE_SECONDS = 30;

    private final Stage stage;
    private final Table table;

    IdleSockets(Stage stage, Table table) {
        this.stage = stage;
        this.table = table;
    }

    /** @param people a thousand users; each opens ten sockets, the first of them before the first measurement */
    void measure(List<TestUser> people) throws Exception {
        TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
        table.row("resident memory, nobody there", "%,d MB".formatted(residentKb() / 1024), "");
        var sessions = people.stream().map(TestUser::session).toList();
        try (var first = new ListenerLoad(List.of(stage.port()), "/ws", sessions)) {
            var before = settledKb();
            var more = Collections.nCopies(MAX_SOCKETS / people.size() - 1, sessions).stream()
                    .flatMap(List::stream)
                    .toList();
            try (var all = new ListenerLoad(List.of(stage.port()), "/ws", more)) {
                var each = (settledKb() - before) / (double) more.size();
                table.row(
                        "resident memory for an idle signed-in socket, %,d of them".formatted(MAX_SOCKETS),
                        "%.1f KB".formatted(each),
                        "at most %.0f KB: %s".formatted(MAX_KB_PER_SOCKET, Table.met(each <= MAX_KB_PER_SOCKET)));
                table.row("resident memory with all of them", "%,d MB".formatted(residentKb() / 1024), "");
            }
        }
    }

    /** After a collection, so that it is the live data and not garbage. */
    private long settledKb() throws IOException, InterruptedException {
        TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
        new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/jcmd",
                        String.valueOf(stage.service().pid()),
                        "GC.run")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectErrorStream(true)
                .start()
                .waitFor();
        return residentKb();
    }

    private long residentKb() throws IOException {
        try (var lines =
                Files.lines(Path.of("/proc", String.valueOf(stage.service().pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        }
    }
}

package chat.parley.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The results as Markdown and as a chart; each row is also printed immediately. */
final class Table {

    private final List<String> rows = new ArrayList<>();
    private final Picture picture = new Picture();
    private final long begun = System.nanoTime();

    void row(String what, String figure, String target) {
        rows.add("| %s | %s | %s |".formatted(what, figure, target));
        System.out.printf("%4d s  %s: %s %s%n", (System.nanoTime() - begun) / 1_000_000_000, what, figure, target);
    }

    void ratio(String what, double ratio, String target, boolean met) {
        row(what, number(ratio), target + ": " + met(met));
    }

    /** Adds a pair of bars to the chart. */
    void pair(String what, double ours, String peer, double theirs) {
        picture.pair(what, ours, peer, theirs);
    }

    static String met(boolean met) {
        return met ? "met" : "not met";
    }

    static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%,.0f", value);
    }

    /** @param database its name and version */
    void write(Path folder, String database) throws IOException {
        Files.createDirectories(folder);
        var machine = "%s, %d processors, Linux %s, Java %s, %s, Node %s"
                .formatted(
                        cpu(),
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.version").replaceAll("-.*", ""),
                        System.getProperty("java.version"),
                        database,
                        NodePeer.version().orElse("none"));
        var text = "%s%n%n| what | figure | target |%n| --- | --- | --- |%n%s%n"
                .formatted(machine, String.join("\n", rows));
        Files.writeString(folder.resolve("table.md"), text);
        Files.writeString(folder.resolve("picture.svg"), picture.svg());
        System.out.println(text);
    }

    private static String cpu() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse("unknown processor");
        }
    }
}

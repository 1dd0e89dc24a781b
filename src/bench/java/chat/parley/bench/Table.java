package chat.parley.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was measured, as Markdown. */
final class Table {

    private final List<String> rows = new ArrayList<>();

    void row(String what, String figure, String target) {
        rows.add("| %s | %s | %s |".formatted(what, figure, target));
        System.out.printf("%s: %s (target: %s)%n", what, figure, target);
    }

    static String met(boolean met) {
        return met ? "met" : "not met";
    }

    static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%,.0f", value);
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        var machine = "%s, %d processors, Java %s".formatted(cpu(), Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"));
        var text = "%s%n%n| what | figure | target |%n| --- | --- | --- |%n%s%n".formatted(machine, String.join("\n", rows));
        Files.writeString(file, text);
        System.out.println(text);
    }

    private static String cpu() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name")).findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip()).orElse("unknown processor");
        }
    }
}

package chat.parley.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The settings in configuration.md. */
final class DocumentedSetting {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[a-z][^|]*`) \\|");
    private static final Pattern KEY = Pattern.compile("`([^`]+)`");

    private DocumentedSetting() {}

    /** The environment variable of each setting. */
    static Set<String> variables() {
        var variables = new TreeSet<String>();
        ROW.matcher(readFile(Path.of("src/docs/configuration.md"))).results().forEach(row -> {
            var family = new String[] {""};
            KEY.matcher(row.group(1)).results().map(key -> key.group(1)).forEach(key -> {
                // `quarkus.mailer.host`, `.port` are two settings with the same prefix.
                var whole = key.startsWith(".") ? family[0] + key : key;
                family[0] = key.startsWith(".") ? family[0] : key.replaceFirst("\\.[^.]+$", "");
                variables.add(whole.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"));
            });
        });
        return variables;
    }

    /** The default in application.properties, or an empty string. */
    static String builtInValue(String key) {
        var found = Pattern.compile("(?m)^" + Pattern.quote(key) + "=(.*)$")
                .matcher(readFile(Path.of("src/main/resources/application.properties")));
        return found.find() ? found.group(1) : "";
    }

    static String readFile(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}

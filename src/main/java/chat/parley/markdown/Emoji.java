package chat.parley.markdown;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * The known emoji and their names, from the file that the emoji picker uses: one line per emoji with its names and
 * search words. The list is from Unicode, the names are those of gemoji 8.1, which many chats use.
 */
@ApplicationScoped
public class Emoji {

    private static final String FILE = "web/public/static/emoji.tsv";
    /** Skin tones, and the selector of the coloured form: emoji that differ in nothing else are the same. */
    private static final Pattern VARIATION_SELECTORS = Pattern.compile("[\\x{1F3FB}-\\x{1F3FF}\\x{FE0F}]");

    private static final Pattern TONES = Pattern.compile("[\\x{1F3FB}-\\x{1F3FF}]");

    private final Map<String, String> byName = new HashMap<>();
    private final Map<String, String> byBaseEmoji = new HashMap<>();

    public Emoji() {
        try (var lines = new BufferedReader(new InputStreamReader(file(), StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.startsWith("# "))
                    .map(line -> line.split("\t"))
                    .forEach(this::addLine);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Reading the list of emoji failed", unreadable);
        }
    }

    /** The emoji of that name, such as {@code tada}. */
    Optional<String> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * The canonical spelling of an emoji, which has several that look alike; empty if it is no emoji.
     *
     * @param text anything
     */
    public Optional<String> canonical(String text) {
        var known = Optional.ofNullable(
                byBaseEmoji.get(VARIATION_SELECTORS.matcher(text).replaceAll("")));
        return known.map(plain -> TONES.matcher(text).find() ? toned(text, plain) : plain);
    }

    /** Drops more tones than an emoji can have, which would allow an unlimited number of spellings. */
    private static String toned(String text, String plain) {
        return TONES.matcher(text).results().count() > 2 ? plain : text;
    }

    private void addLine(String[] columns) {
        byBaseEmoji.put(VARIATION_SELECTORS.matcher(columns[0]).replaceAll(""), columns[0]);
        for (var name : columns[1].split(" ")) {
            byName.put(name, columns[0]);
        }
    }

    private static InputStream file() {
        return Thread.currentThread().getContextClassLoader().getResourceAsStream(FILE);
    }
}

package chat.parley.attachment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.regex.Pattern;

import chat.parley.i18n.VisibleText;

/** Sanitizes file names from clients, so that they are safe in paths, headers and pages. */
public final class FileName {

    /** What most file systems hold, in characters of any width. */
    private static final int MAX_CHARACTERS = 200;

    private static final int MAX_EXTENSION_CHARACTERS = 16;
    private static final String NAMELESS = "file";

    private static final Pattern EXTENDED = Pattern.compile("(?i);\\s*filename\\*=UTF-8'[^']*'([^\\s;]*)");
    /** Up to the first quote that no backslash stands before. Not by choices that are repeated: each takes a part of the stack. */
    private static final Pattern QUOTED = Pattern.compile("(?is);\\s*filename=\"(.*?)(?<!\\\\)\"");

    private static final Pattern PLAIN = Pattern.compile("(?i);\\s*filename=([^\\s;\"]+)");

    private FileName() {}

    /** The name in a part's {@code Content-Disposition}, as the client wrote it; null where there is none. */
    static String said(String disposition) {
        var extended = EXTENDED.matcher(disposition);
        if (extended.find()) {
            return decoded(extended.group(1));
        }
        var quoted = QUOTED.matcher(disposition);
        if (quoted.find()) {
            return quoted.group(1).replace("\\\"", "\"").replace("%22", "\"");
        }
        var plain = PLAIN.matcher(disposition);
        return plain.find() ? plain.group(1) : null;
    }

    /**
     * A name that one can show and save under: without folders, controls and marks that turn the direction of writing, which make
     * {@code exe.gnp} of {@code png.exe}; at most 200 characters, of which the ending stays.
     */
    static String cleaned(String said) {
        var name = said == null ? "" : said.substring(Math.max(said.lastIndexOf('/'), said.lastIndexOf('\\')) + 1);
        var shown = new StringBuilder();
        name.codePoints().filter(FileName::isShown).forEach(shown::appendCodePoint);
        var trimmed = shown.toString().strip();
        return trimmed.matches("\\.*") ? NAMELESS : shortened(trimmed);
    }

    /** {@code Content-Disposition}, by RFC 6266: in ASCII for the old, and as it is for the others. */
    public static String disposition(String kind, String name) {
        var ascii = name.replaceAll("[^ -~]|[\"\\\\%]", "_");
        return "%s; filename=\"%s\"; filename*=UTF-8''%s"
                .formatted(
                        kind,
                        ascii,
                        URLEncoder.encode(name, UTF_8).replace("+", "%20").replace("*", "%2A"));
    }

    private static boolean isShown(int character) {
        var type = Character.getType(character);
        return type != Character.CONTROL
                && !VisibleText.isInvisible(character)
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.PRIVATE_USE
                && type != Character.UNASSIGNED
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }

    private static String shortened(String name) {
        var length = name.codePointCount(0, name.length());
        if (length <= MAX_CHARACTERS) {
            return name;
        }
        var dot = name.lastIndexOf('.');
        var ending = dot > 0 && name.length() - dot <= MAX_EXTENSION_CHARACTERS ? name.substring(dot) : "";
        return name.substring(0, name.offsetByCodePoints(0, MAX_CHARACTERS - ending.codePointCount(0, ending.length())))
                + ending;
    }

    private static String decoded(String encoded) {
        try {
            return URLDecoder.decode(encoded.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException broken) {
            return encoded;
        }
    }
}

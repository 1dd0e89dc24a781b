package chat.parley.attachment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.regex.Pattern;

import chat.parley.i18n.VisibleText;

/** Sanitizes file names from clients, so that they are safe in paths, headers and pages. */
final class FileName {

    /** Most file systems accept this number of characters, of any width. */
    private static final int MAX_CHARACTERS = 200;

    private static final int MAX_EXTENSION_CHARACTERS = 16;
    private static final String DEFAULT_NAME = "file";

    private static final Pattern EXTENDED = Pattern.compile("(?i);\\s*filename\\*=UTF-8'[^']*'([^\\s;]*)");
    /**
     * Matches up to the first quote without a backslash. Does not repeat an alternation, which would use the stack
     * for each character.
     */
    private static final Pattern QUOTED = Pattern.compile("(?is);\\s*filename=\"(.*?)(?<!\\\\)\"");

    private static final Pattern PLAIN = Pattern.compile("(?i);\\s*filename=([^\\s;\"]+)");

    private FileName() {}

    /** The file name in the {@code Content-Disposition} of a part, unchanged; null if there is none. */
    static String declared(String disposition) {
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
     * Returns a name that is safe to display and to save: without directories, controls and direction marks, which
     * can display {@code png.exe} as {@code exe.gnp}; at most 200 characters, with the extension.
     *
     * @param declared the name from the client; may be null
     */
    static String sanitized(String declared) {
        var name = declared == null
                ? ""
                : declared.substring(Math.max(declared.lastIndexOf('/'), declared.lastIndexOf('\\')) + 1);
        var shown = new StringBuilder();
        name.codePoints().filter(FileName::isDisplayable).forEach(shown::appendCodePoint);
        var trimmed = shown.toString().strip();
        return trimmed.matches("\\.*") ? DEFAULT_NAME : shortened(trimmed);
    }

    /**
     * The value of {@code Content-Disposition} by RFC 6266: in ASCII for old browsers, and in UTF-8.
     *
     * @param kind {@code inline} or {@code attachment}
     */
    public static String disposition(String kind, String name) {
        var ascii = name.replaceAll("[^ -~]|[\"\\\\%]", "_");
        return "%s; filename=\"%s\"; filename*=UTF-8''%s"
                .formatted(
                        kind,
                        ascii,
                        URLEncoder.encode(name, UTF_8).replace("+", "%20").replace("*", "%2A"));
    }

    private static boolean isDisplayable(int character) {
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
        var extension = dot > 0 && name.length() - dot <= MAX_EXTENSION_CHARACTERS ? name.substring(dot) : "";
        return name.substring(
                        0, name.offsetByCodePoints(0, MAX_CHARACTERS - extension.codePointCount(0, extension.length())))
                + extension;
    }

    private static String decoded(String encoded) {
        try {
            return URLDecoder.decode(encoded.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException malformed) {
            return encoded;
        }
    }
}

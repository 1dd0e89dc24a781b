package chat.parley.live;

import java.nio.charset.StandardCharsets;

/**
 * A frame, encoded once for everyone who gets it.
 *
 * @param utf8 its text; never changed
 */
record Frame(byte[] utf8) {

    static Frame of(String text) {
        return new Frame(text.getBytes(StandardCharsets.UTF_8));
    }

    int bytes() {
        return utf8.length;
    }

    String text() {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}

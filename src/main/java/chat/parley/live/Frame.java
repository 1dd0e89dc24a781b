package chat.parley.live;

import java.nio.charset.StandardCharsets;

/**
 * A frame, encoded once for everyone who gets it.
 *
 * @param bytes its length in UTF-8
 */
record Frame(String text, int bytes) {

    static Frame of(byte[] utf8) {
        return new Frame(new String(utf8, StandardCharsets.UTF_8), utf8.length);
    }
}

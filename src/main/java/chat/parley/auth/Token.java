package chat.parley.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The secret of a session: 256 random bits. The database stores its SHA-256. A slow hash would add nothing, because the
 * token cannot be guessed.
 *
 * @param text the value of the cookie, or of the header {@code Authorization} after {@code Bearer}
 */
public record Token(String text) {

    private static final int RANDOM_BYTES = 32;
    private static final int LENGTH = 43;
    /** A program's begins so, for those who look through sources for what should not stand there. */
    private static final String PROGRAM = "parley_";

    public static Token random() {
        return new Token(randomText());
    }

    static Token ofProgram() {
        return new Token(PROGRAM + randomText());
    }

    /** False for what cannot be a token of ours, without asking the database. */
    public boolean wellFormed() {
        return text.length() == LENGTH;
    }

    /** The same, for a program's. */
    boolean wellFormedOfProgram() {
        return text.startsWith(PROGRAM) && text.length() == PROGRAM.length() + LENGTH;
    }

    public byte[] hash() {
        return sha256(text);
    }

    /**
     * What a program that signs in by cookie sends as {@code X-CSRF-Token}: only who holds the session can know it, and
     * the session cannot be told from it.
     */
    String csrf() {
        return base64(sha256("csrf:" + text));
    }

    @Override
    public String toString() {
        return "Token[…]";
    }

    private static String randomText() {
        var bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return base64(bytes);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is missing, although every Java platform has it", impossible);
        }
    }
}

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
    /** The prefix of access tokens, which lets secret scanners find leaked ones. */
    private static final String ACCESS_TOKEN_PREFIX = "parley_";

    public static Token random() {
        return new Token(randomText());
    }

    static Token randomAccessToken() {
        return new Token(ACCESS_TOKEN_PREFIX + randomText());
    }

    /** Whether the text has the form of a session token. A malformed token needs no query. */
    public boolean isWellFormed() {
        return text.length() == LENGTH;
    }

    /** Whether the text has the form of an access token. */
    boolean isWellFormedAccessToken() {
        return text.startsWith(ACCESS_TOKEN_PREFIX) && text.length() == ACCESS_TOKEN_PREFIX.length() + LENGTH;
    }

    public byte[] hash() {
        return sha256(text);
    }

    /**
     * The CSRF token, which a program with a session cookie sends as {@code X-CSRF-Token}. It requires the session
     * token and does not reveal it.
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

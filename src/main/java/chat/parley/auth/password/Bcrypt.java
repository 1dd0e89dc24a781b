package chat.parley.auth.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

import io.quarkus.elytron.security.common.BcryptUtil;

/**
 * Verifies the hashes that were used before {@link Argon2}: bcrypt of the SHA-384 of the password, in modular crypt
 * format. Sign-in replaces them; no new ones are created.
 */
final class Bcrypt {

    private static final String PREFIX = "$2";

    private Bcrypt() {}

    static boolean isBcrypt(String hash) {
        return hash.startsWith(PREFIX);
    }

    static boolean matches(String password, String hash) {
        return BcryptUtil.matches(prehash(password), hash);
    }

    /** bcrypt ignores bytes after the first 72. The encoded SHA-384 has 64. */
    static String prehash(String password) {
        try {
            var digest = MessageDigest.getInstance("SHA-384").digest(password.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-384 is missing, although every Java platform has it", impossible);
        }
    }
}

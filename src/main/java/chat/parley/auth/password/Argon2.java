package chat.parley.auth.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id (RFC 9106) with one lane, by Bouncy Castle's generator in plain Java. A hash is written in the PHC string format,
 * with the parameters in it: {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}. Takes tens of milliseconds and the memory.
 *
 * @param memoryKib memory in KiB, at least 8
 * @param iterations passes over the memory, at least 1
 */
record Argon2(int memoryKib, int iterations) {

    private static final Pattern FORMAT =
            Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,8}),t=(\\d{1,4}),p=1\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");
    /** Bytes, as RFC 9106 recommends for passwords. */
    private static final int SALT_BYTES = 16;

    private static final int TAG_BYTES = 32;

    String hash(String password) {
        var salt = new byte[SALT_BYTES];
        // Not a static instance: the native executable would contain its seed, which its build forbids.
        new SecureRandom().nextBytes(salt);
        return prefix() + encode(salt) + "$" + encode(tag(password, salt, TAG_BYTES));
    }

    /** Whether a password matches a hash, which may have other parameters; false for a malformed hash. */
    static boolean matches(String password, String hash) {
        var parsed = FORMAT.matcher(hash);
        if (!parsed.matches()) {
            return false;
        }
        var parameters = new Argon2(Integer.parseInt(parsed.group(1)), Integer.parseInt(parsed.group(2)));
        var expected = Base64.getDecoder().decode(parsed.group(4));
        return MessageDigest.isEqual(
                expected, parameters.tag(password, Base64.getDecoder().decode(parsed.group(3)), expected.length));
    }

    /** Whether a hash has these parameters. */
    boolean hasSameParameters(String hash) {
        return hash.startsWith(prefix());
    }

    private String prefix() {
        return "$argon2id$v=19$m=" + memoryKib + ",t=" + iterations + ",p=1$";
    }

    private byte[] tag(String password, byte[] salt, int length) {
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKib)
                .withIterations(iterations)
                .withParallelism(1)
                .withSalt(salt)
                .build());
        var tag = new byte[length];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), tag);
        return tag;
    }

    private static String encode(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }
}

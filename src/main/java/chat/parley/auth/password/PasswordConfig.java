package chat.parley.auth.password;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.PositiveOrZero;

import io.smallrye.config.ConfigMapping;

/** Settings of passwords and their hashes. */
@ConfigMapping(prefix = "parley.auth.password")
public interface PasswordConfig {

    /** Minimum strength of a new password, in bits of entropy, at least 0. */
    @PositiveOrZero
    double minEntropyBits();

    /** Parameters of new hashes. */
    Argon2Parameters argon2();

    /** Cost of an Argon2id hash. */
    interface Argon2Parameters {

        /** Memory of one hash in KiB, at least 8. */
        @Min(8)
        int memoryKib();

        /** Number of passes over the memory, at least 1. */
        @Min(1)
        int iterations();
    }
}

package chat.parley.auth.password;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Argon2Test {

    private static final Argon2 FAST_ARGON2 = new Argon2(64, 1);

    /** Source: the tests of the reference implementation, argon2 20190702: "password", "somesalt", 64 MiB, two passes. */
    private static final String REFERENCE_HASH =
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    @Test
    void hashesMatchTheReferenceImplementation() {
        assertThat(Argon2.matches("password", REFERENCE_HASH)).isTrue();
        assertThat(Argon2.matches("Password", REFERENCE_HASH)).isFalse();
    }

    @Test
    void everyCharacterCounts() {
        var password = "ü".repeat(255);
        var hash = FAST_ARGON2.hash(password + "a");

        assertThat(Argon2.matches(password + "a", hash)).isTrue();
        assertThat(Argon2.matches(password + "b", hash)).isFalse();
        assertThat(Argon2.matches(password, hash)).isFalse();
    }

    @Test
    void hashesAreSalted() {
        assertThat(FAST_ARGON2.hash("the same")).isNotEqualTo(FAST_ARGON2.hash("the same"));
    }

    @Test
    void hashContainsItsParameters() {
        assertThat(FAST_ARGON2.hasSameParameters(FAST_ARGON2.hash("one"))).isTrue();
        assertThat(FAST_ARGON2.hasSameParameters(REFERENCE_HASH)).isFalse();
        assertThat(new Argon2(64, 2).hasSameParameters(FAST_ARGON2.hash("one"))).isFalse();
    }

    @Test
    void malformedHashMatchesNothing() {
        assertThat(Argon2.matches("password", "")).isFalse();
        assertThat(Argon2.matches("password", "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$"))
                .isFalse();
    }
}

package chat.parley.auth.password;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Argon2Test {

    private static final Argon2 QUICK = new Argon2(64, 1);

    /** Source: the tests of the reference implementation, argon2 20190702: "password", "somesalt", 64 MiB, two passes. */
    private static final String REFERENCE =
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    @Test
    void hashesMatchTheReferenceImplementation() {
        assertThat(Argon2.matches("password", REFERENCE)).isTrue();
        assertThat(Argon2.matches("Password", REFERENCE)).isFalse();
    }

    @Test
    void everyCharacterCounts() {
        var password = "ü".repeat(255);
        var hash = QUICK.hash(password + "a");

        assertThat(Argon2.matches(password + "a", hash)).isTrue();
        assertThat(Argon2.matches(password + "b", hash)).isFalse();
        assertThat(Argon2.matches(password, hash)).isFalse();
    }

    @Test
    void hashesAreSalted() {
        assertThat(QUICK.hash("the same")).isNotEqualTo(QUICK.hash("the same"));
    }

    @Test
    void hashContainsItsParameters() {
        assertThat(QUICK.hasSameParameters(QUICK.hash("one"))).isTrue();
        assertThat(QUICK.hasSameParameters(REFERENCE)).isFalse();
        assertThat(new Argon2(64, 2).hasSameParameters(QUICK.hash("one"))).isFalse();
    }

    @Test
    void malformedHashMatchesNothing() {
        assertThat(Argon2.matches("password", "")).isFalse();
        assertThat(Argon2.matches("password", "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$"))
                .isFalse();
    }
}

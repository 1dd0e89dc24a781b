package chat.parley.auth.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import chat.parley.TestUser;
import chat.parley.account.Account;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;

/** A password with a hash that was created with older parameters. */
@QuarkusTest
class OlderHashTest {

    private TestUser mira;

    @BeforeEach
    void createUser() {
        mira = TestUser.create("mira");
    }

    @Test
    void hashWithOtherParametersIsReplacedAtSignIn() {
        storeHash(new Argon2(32, 3).hash(TestUser.PASSWORD));

        signIn();

        assertThat(storedHash()).startsWith("$argon2id$v=19$m=64,t=1,p=1$");
        signIn();
    }

    @Test
    void bcryptHashIsReplacedAtSignIn() {
        storeHash(BcryptUtil.bcryptHash(Bcrypt.prehash(TestUser.PASSWORD), 4));

        signIn();

        assertThat(storedHash()).startsWith("$argon2id$");
        signIn();
    }

    @Test
    void wrongPasswordDoesNotReplaceTheHash() {
        var older = new Argon2(32, 3).hash(TestUser.PASSWORD);
        storeHash(older);

        TestUser.postLogin(mira.username(), "another password").then().header("Location", equalTo("/login?error"));

        assertThat(storedHash()).isEqualTo(older);
    }

    private void signIn() {
        TestUser.postLogin(mira.username(), TestUser.PASSWORD)
                .then()
                .statusCode(303)
                .header("Location", equalTo("/"));
    }

    private void storeHash(String hash) {
        QuarkusTransaction.requiringNew()
                .run(() -> Account.update("passwordHash = ?1 where username = ?2", hash, mira.username()));
    }

    private String storedHash() {
        return QuarkusTransaction.requiringNew()
                .call(() -> Account.findByUsername(mira.username()).orElseThrow().passwordHash);
    }
}

package chat.parley;

import java.util.Map;

import chat.parley.account.Account;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTestProfile;

/** A server with closed sign-up and no first account. Its tests share the server, so each calls {@link #removeAccounts} first. */
public class ClosedSignUpProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("parley.auth.sign-up.policy", "closed", FirstAccount.CREATE_PROPERTY, "false");
    }

    /** Deletes all accounts, as before the first sign-up. */
    public static void removeAccounts() {
        QuarkusTransaction.requiringNew().run(() -> {
            Account.getEntityManager()
                    .createNativeQuery("truncate account, setup_token cascade")
                    .executeUpdate();
        });
    }
}

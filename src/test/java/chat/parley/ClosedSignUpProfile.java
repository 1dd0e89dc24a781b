package chat.parley;

import java.util.Map;

import chat.parley.account.Account;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTestProfile;

/** An empty server with closed sign-up. Its tests empty it first, as they share it. */
public class ClosedSignUpProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("parley.auth.sign-up.policy", "closed", FirstAccount.FOUNDED, "false");
    }

    /** As it was before anybody came. */
    public static void removeAccounts() {
        QuarkusTransaction.requiringNew().run(() -> {
            Account.getEntityManager()
                    .createNativeQuery("truncate account, setup_token cascade")
                    .executeUpdate();
        });
    }
}

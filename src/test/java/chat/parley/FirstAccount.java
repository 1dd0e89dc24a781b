package chat.parley;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import chat.parley.account.Account;
import chat.parley.auth.signup.AccountService;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;

/** Creates the first account of an empty server, which is its administrator, so that no test depends on being first. */
@ApplicationScoped
public class FirstAccount {

    /** Set to false by tests that need an empty server. */
    public static final String CREATE_PROPERTY = "test.founded";

    void start(
            @Observes @Priority(Interceptor.Priority.APPLICATION + 900) StartupEvent started,
            AccountService accounts,
            @ConfigProperty(name = CREATE_PROPERTY, defaultValue = "true") boolean founded) {
        if (founded
                && QuarkusTransaction.requiringNew()
                        .call(() -> Account.findByUsername(TestAdmin.USERNAME))
                        .isEmpty()) {
            accounts.createUnchecked(TestAdmin.USERNAME, TestAdmin.PASSWORD, null, null);
        }
    }
}

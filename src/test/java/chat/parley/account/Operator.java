package chat.parley.account;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.inject.spi.CDI;

import chat.parley.Person;
import io.quarkus.narayana.jta.QuarkusTransaction;

/**
 * What whoever runs the service does to an account, in the database itself. The service would notice within a second; here
 * it is told, so that no test has to wait.
 */
public final class Operator {

    private Operator() {
    }

    public static void disables(Person person) {
        changes(person, "disabled = true");
    }

    public static void makesAdmin(Person person) {
        changes(person, "roles = 'user,admin'");
    }

    private static void changes(Person person, String what) {
        var changed = QuarkusTransaction.requiringNew()
                .call(() -> Account.update(what + " where username = ?1", person.username()));
        assertThat(changed).as("accounts of that name").isEqualTo(1);
        CDI.current().getBeanContainer().getEvent().fire(new AccountChanged(0));
    }
}

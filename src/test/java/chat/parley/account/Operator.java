package chat.parley.account;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.Person;
import io.quarkus.narayana.jta.QuarkusTransaction;

/** What whoever runs the service does to an account, in the database itself. */
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
    }
}

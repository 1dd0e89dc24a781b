package chat.parley.account;

import java.util.Map;

import chat.parley.Person;
import chat.parley.TestAdmin;

/** What whoever administers the service does to somebody's account. */
public final class Operator {

    private Operator() {}

    public static void disables(Person person) {
        changes(person, Map.of("disabled", true));
    }

    public static void makesAdmin(Person person) {
        changes(person, Map.of("admin", true));
    }

    private static void changes(Person person, Map<String, Boolean> what) {
        TestAdmin.signsIn()
                .sends(what)
                .patch("/api/admin/accounts/{name}", person.username())
                .then()
                .statusCode(200);
    }
}

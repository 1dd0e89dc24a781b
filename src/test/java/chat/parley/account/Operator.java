package chat.parley.account;

import java.util.Map;

import chat.parley.Founder;
import chat.parley.Person;

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
        Founder.signsIn()
                .sends(what)
                .patch("/api/admin/accounts/{name}", person.username())
                .then()
                .statusCode(200);
    }
}

package chat.parley.admin;

import java.util.Map;

import chat.parley.TestAdmin;
import chat.parley.TestUser;

/** Changes an account in the database, as an operator does. */
public final class AdminActions {

    private AdminActions() {}

    public static void disable(TestUser person) {
        change(person, Map.of("disabled", true));
    }

    public static void grantAdmin(TestUser person) {
        change(person, Map.of("admin", true));
    }

    private static void change(TestUser person, Map<String, Boolean> what) {
        TestAdmin.signIn()
                .requestWith(what)
                .patch("/api/admin/accounts/{name}", person.username())
                .then()
                .statusCode(200);
    }
}

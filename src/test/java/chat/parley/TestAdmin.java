package chat.parley;

import java.util.Locale;
import java.util.Map;

/** The first account of the test server, which is its administrator. */
public final class TestAdmin {

    static final String USERNAME = "founder";
    static final String PASSWORD = TestUser.PASSWORD.toUpperCase(Locale.ROOT);

    private TestAdmin() {}

    static boolean exists() {
        return TestUser.postLogin(USERNAME, PASSWORD).header("Location").equals("/");
    }

    static void signUp() {
        TestUser.signUp(Map.of("username", USERNAME, "password", PASSWORD))
                .then()
                .statusCode(201);
    }

    /** Signs in with a new session. */
    public static TestUser signIn() {
        return TestUser.signIn(USERNAME, PASSWORD);
    }
}

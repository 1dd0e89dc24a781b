package chat.parley.hostile;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import chat.parley.Concurrently;
import chat.parley.TestUser;
import chat.parley.ops.ServiceProcess;
import chat.parley.resilience.DatabaseProcess;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;

/** A stranger finds a fresh installation before its operator: two processes of the packaged service on an empty database, with closed sign-up and no configured setup token. */
@Tag("own-processes")
class FirstAdministratorIT {

    private static final Pattern PRINTED_TOKEN =
            Pattern.compile("setup token: ([A-Za-z0-9_-]{43}) \\(sign up at (\\S+?)\\)");

    @TempDir
    static Path folder;

    private static DatabaseProcess database;
    private static ServiceProcess one;
    private static ServiceProcess other;
    private static int portOfOne;

    @BeforeAll
    static void startTwoProcesses() {
        database = DatabaseProcess.startIn(folder);
        one = startService(Map.of("PARLEY_PUBLIC_URL", "https://chat.example.org"));
        portOfOne = RestAssured.port;
        other = startService(Map.of());
    }

    @AfterAll
    static void stopServices() {
        one.close();
        other.close();
        database.close();
    }

    @Test
    void onlyTheLoggedSetupTokenCreatesTheAdministrator() {
        var token = findInLog(one, 1);
        assertThat(findInLog(one, 2)).as("the link").isEqualTo("https://chat.example.org/signup?setup=" + token);
        assertThat(findInLog(other, 1)).as("each process prints its own").isNotEqualTo(token);

        var strangers = IntStream.range(0, 20)
                .mapToObj(number -> Concurrently.supplyAsync(
                        () -> signUp("stranger-" + number, number % 2 == 0 ? "" : TestUser.SETUP_TOKEN)))
                .toList();
        assertThat(strangers).allSatisfy(stranger -> assertThat(stranger.join()).isEqualTo(403));
        given().get("/signup").then().statusCode(200).body(containsString("name=\"setupToken\""));

        // The token of one process is used at the other.
        var operators = IntStream.range(0, 20)
                .mapToObj(number -> Concurrently.supplyAsync(() -> signUp("operator-" + number, token)))
                .toList();
        List<Integer> responses =
                operators.stream().map(operator -> operator.join()).toList();

        assertThat(responses).filteredOn(status -> status == 201).hasSize(1);
        // Requests that wait too long get 429 while the first password check loads the word lists on a busy
        // machine.
        assertThat(responses).filteredOn(status -> status != 201).isSubsetOf(403, 429);
        assertThat(TestUser.signIn("operator-" + responses.indexOf(201))
                        .get("/api/me")
                        .getList("roles"))
                .containsExactly("user", "admin");
        assertThat(signUp("late", token)).as("the token is worthless now").isEqualTo(403);
        RestAssured.port = portOfOne;
        assertThat(signUp("late", findInLog(other, 1)))
                .as("and so are the others")
                .isEqualTo(403);
    }

    private static int signUp(String username, String setupToken) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("username", username, "password", TestUser.PASSWORD, "setupToken", setupToken))
                .post("/api/accounts")
                .statusCode();
    }

    private static String findInLog(ServiceProcess service, int group) {
        var printed = PRINTED_TOKEN.matcher(service.output());
        assertThat(printed.find()).as("a setup token in the log").isTrue();
        return printed.group(group);
    }

    private static ServiceProcess startService(Map<String, String> more) {
        var settings = new HashMap<>(database.address());
        settings.putAll(Map.of(
                "PARLEY_AUTH_SIGN_UP_POLICY",
                "closed",
                "PARLEY_AUTH_SIGN_UP_SETUP_TOKEN",
                "",
                "PARLEY_AUTH_PASSWORD_ARGON2_MEMORY_KIB",
                "64"));
        settings.putAll(more);
        return ServiceProcess.start(settings);
    }
}

package chat.parley.auth.signup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import chat.parley.Concurrently;
import chat.parley.Json;
import chat.parley.TestAdmin;
import chat.parley.TestUser;
import chat.parley.problem.Problem;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;

@QuarkusTest
class SignUpTest {

    private String username;

    @BeforeEach
    void chooseFreeUsername() {
        username = TestUser.unique("mira");
    }

    @Test
    void newAccountIsReturned() {
        var signedUp = signUp("displayName", " Mira M. ", "email", username + "@Example.org");

        signedUp.then()
                .statusCode(201)
                .body("username", equalTo(username))
                .body("displayName", equalTo("Mira M."))
                .body("email", equalTo(username + "@example.org"))
                .body("roles", contains("user"))
                .body("csrfToken", nullValue());
        assertThat(signedUp.cookies())
                .as("signing up through the API signs nobody in")
                .isEmpty();
    }

    @Test
    void displayNameDefaultsToTheUsername() {
        signUp().then().statusCode(201).body("displayName", equalTo(username)).body("email", nullValue());
    }

    @Test
    void usernameIsCaseInsensitive() {
        var shouted = username.toUpperCase(Locale.ROOT);

        signUp("username", shouted).then().statusCode(201).body("username", equalTo(username));

        TestUser.postLogin(username, TestUser.PASSWORD).then().statusCode(303).header("Location", equalTo("/"));
        TestUser.postLogin(shouted, TestUser.PASSWORD).then().statusCode(303).header("Location", equalTo("/"));
    }

    @Test
    void takenUsernameIsRejectedInAnyCase() {
        signUp().then().statusCode(201);

        assertTaken(signUp());
        assertTaken(signUp("username", username.toUpperCase(Locale.ROOT)));
    }

    @Test
    void takenAddressIsRejectedInAnyCase() {
        var address = username + "@example.org";
        signUp("email", address).then().statusCode(201);

        assertTaken(signUp("username", TestUser.unique("eve"), "email", address));
        assertTaken(signUp("username", TestUser.unique("eve"), "email", address.toUpperCase(Locale.ROOT)));
        signUp("username", TestUser.unique("eve"), "email", "other-" + address)
                .then()
                .statusCode(201);
    }

    @Test
    void addressIsOptional() {
        signUp("email", "").then().statusCode(201).body("email", nullValue());
        signUp("username", TestUser.unique("tom"), "email", "")
                .then()
                .statusCode(201)
                .body("email", nullValue());
    }

    @Test
    void concurrentSignUpsCreateAUsernameOnce() {
        var requests = IntStream.range(0, 8)
                .mapToObj(number -> Concurrently.supplyAsync(this::signUp))
                .toList();

        var statuses = requests.stream()
                .map(CompletableFuture::join)
                .map(Response::statusCode)
                .toList();

        assertThat(statuses).containsOnly(201, 409).containsOnlyOnce(201);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 32})
    void longestUsernameIsAccepted(int length) {
        var name = length == 2 ? freeNameOfTwo() : padded(username, length);

        signUp("username", name).then().statusCode(201).body("username", equalTo(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "m",
                "mi ra",
                " mira",
                "mira ",
                ".mira",
                "-mira",
                "_mira",
                "mira!",
                "mira/",
                "mïra",
                "мира",
                "mira\\n",
                "mira@home"
            })
    void usernameWithOtherCharactersIsRejected(String name) {
        assertFieldError(signUp("username", name), "username");
    }

    @Test
    void usernameMayBeginWithADigit() {
        signUp("username", "0._-" + username).then().statusCode(201);
    }

    @Test
    void tooLongUsernameIsRejected() {
        assertFieldError(signUp("username", padded(username, 33)), "username");
    }

    @ParameterizedTest
    @CsvSource({"8, 201", "256, 201", "7, 400", "257, 400", "0, 400"})
    void passwordHas8To256Characters(int length, int status) {
        var signedUp = signUp("password", "rG7#qLw2".repeat(33).substring(0, length))
                .then()
                .statusCode(status);

        assertThat(assertFieldError(signedUp)).isEqualTo(status == 400 ? "[password]" : "null");
    }

    @Test
    void everyCharacterOfALongPasswordCounts() {
        var beginning = "rG7#qLw2".repeat(9);
        signUp("password", beginning + "one").then().statusCode(201);

        TestUser.postLogin(username, beginning + "one").then().statusCode(303).header("Location", equalTo("/"));
        TestUser.postLogin(username, beginning + "two")
                .then()
                .statusCode(303)
                .header("Location", equalTo("/login?error"));
        TestUser.postLogin(username, beginning).then().statusCode(303).header("Location", equalTo("/login?error"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"username", "password"})
    void missingFieldsAreReported(String field) {
        assertFieldError(signUp(field, null), field);
    }

    @Test
    void displayNameHasAtMost64CharactersOnOneLine() {
        assertFieldError(signUp("displayName", "d".repeat(65)), "displayName");
        assertFieldError(signUp("displayName", "Mira\nM."), "displayName");
        signUp("displayName", "d".repeat(64)).then().statusCode(201).body("displayName", equalTo("d".repeat(64)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u200B", "\uFEFF", "\u202E", "\u2800", "\u3164", "\u200B\u2060 \uFE0F"})
    void invisibleCharactersAreRemovedFromDisplayNames(String invisible) {
        signUp("displayName", "Mi" + invisible + "ra").then().statusCode(201).body("displayName", startsWith("Mi"));
        var mira = TestUser.create("mira");
        mira.requestWith(Map.of("displayName", "Mi" + invisible.strip() + "ra"))
                .patch("/api/me")
                .then()
                .statusCode(200)
                .body("displayName", not(containsString(invisible.substring(0, 1))));
        assertFieldError(mira.requestWith(Map.of("displayName", invisible)).patch("/api/me"), "displayName");
    }

    @Test
    void invisibleDisplayNameIsReplacedByTheUsername() {
        signUp("displayName", "\u200B\uFEFF").then().statusCode(201).body("displayName", equalTo(username));
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "Everyone", "here", "channel", "room", "alle", "todos"})
    void reservedUsernameIsRejected(String name) {
        assertTaken(signUp("username", name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mira", "@example.org", "mira@", "mi ra@example.org", "mira@example.org, eve@example.org"})
    void invalidAddressIsRejected(String address) {
        assertFieldError(signUp("email", address), "email");
    }

    @Test
    void passwordIsNeverReturned() {
        var made = signUp();
        var conflict = signUp();
        var refused = signUp("username", "!");

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.as(Json.class).getMap("$").keySet())
                .isNotEmpty()
                .doesNotContain("password", "passwordHash", "id");
        assertThat(made.asString() + conflict.asString() + refused.asString()).doesNotContain(TestUser.PASSWORD, "$2");
    }

    private Response signUp(String... changes) {
        var account = new HashMap<String, String>(Map.of("username", username, "password", TestUser.PASSWORD));
        for (var at = 0; at < changes.length; at += 2) {
            account.put(changes[at], changes[at + 1]);
        }
        return TestUser.signUp(account);
    }

    private static void assertTaken(Response response) {
        response.then().statusCode(409).contentType(Problem.MEDIA_TYPE).body("status", equalTo(409));
    }

    private static void assertFieldError(Response response, String field) {
        response.then().statusCode(400).contentType(Problem.MEDIA_TYPE).body("violations.field", hasItem(field));
    }

    private static String assertFieldError(ValidatableResponse response) {
        return String.valueOf((Object) response.extract().path("violations.field"));
    }

    private static String padded(String name, int length) {
        return (name + "x".repeat(length)).substring(0, length);
    }

    /** Returns an unused name of two characters: there are few of them, and all tests share one database. */
    private static String freeNameOfTwo() {
        var founder = TestAdmin.signIn();
        return IntStream.rangeClosed('a', 'z')
                .mapToObj(letter -> "0" + (char) letter)
                .filter(name -> founder.request()
                                .delete("/api/admin/accounts/{name}/sessions", name)
                                .statusCode()
                        == 404)
                .findFirst()
                .orElseThrow();
    }
}

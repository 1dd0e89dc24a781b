package chat.parley.auth.signup;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import chat.parley.ClosedSignUpProfile;
import chat.parley.Concurrently;
import chat.parley.TestUser;
import chat.parley.account.Account;
import chat.parley.problem.Problem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;

/** On an empty server with closed sign-up, the setup token is required to create the administrator. */
@QuarkusTest
@TestProfile(ClosedSignUpProfile.class)
class FirstAdministratorTest {

    private static final String WRONG_TOKEN = "setup-token-of-some-others";

    @BeforeEach
    void chooseFreeUsername() {
        ClosedSignUpProfile.removeAccounts();
    }

    @Test
    void concurrentSignUpsWithTheTokenCreateOneAdministrator() {
        var names = IntStream.range(0, 20)
                .mapToObj(number -> TestUser.unique("first"))
                .toList();

        var responses = runConcurrently(20, number -> signUp(names.get(number), TestUser.SETUP_TOKEN));

        assertThat(responses).filteredOn(status -> status == 201).hasSize(1);
        assertThat(responses).filteredOn(status -> status != 201).isSubsetOf(403, 429);
        TestUser.signIn(names.get(responses.indexOf(201)))
                .request()
                .get("/api/me")
                .then()
                .body("roles", contains("user", "admin"));
    }

    @Test
    void concurrentSignUpsWithAWrongTokenCreateNoAccount() {
        var responses = runConcurrently(20, number -> signUp(TestUser.unique("stranger"), WRONG_TOKEN + number));

        assertThat(responses).containsOnly(403);
        assertThat(countAccounts()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"setupToken\":null}",
                "{\"setupToken\":\"\"}",
                "{\"setupToken\":\"setup-token-of-the-test\"}",
                "{\"setupToken\":\"Setup-token-of-the-tests\"}"
            })
    void signUpWithoutTheTokenIsRejected(String token) {
        var account = token.replaceFirst(
                "\\{",
                "{\"username\":\"stranger\",\"password\":\"" + TestUser.PASSWORD + "\""
                        + (token.equals("{}") ? "" : ","));

        given().contentType(ContentType.JSON)
                .body(account)
                .post("/api/accounts")
                .then()
                .statusCode(403)
                .contentType(Problem.MEDIA_TYPE)
                .body("detail", containsString("setup token"));

        assertThat(countAccounts()).isZero();
    }

    @Test
    void tokenIsInvalidAfterTheFirstAccount() {
        signUp(TestUser.unique("first"), TestUser.SETUP_TOKEN).then().statusCode(201);

        signUp(TestUser.unique("late"), TestUser.SETUP_TOKEN)
                .then()
                .statusCode(403)
                .body("detail", containsString("invitation"));

        assertThat(countAccounts()).isEqualTo(1);
    }

    @Test
    void formAsksForTheTokenUntilTheFirstAccount() {
        given().get("/signup?setup=from-the-link-in-the-log")
                .then()
                .statusCode(200)
                .body(containsString("Setup token"))
                .body(containsString("value=\"from-the-link-in-the-log\""));
        submitForm(WRONG_TOKEN)
                .then()
                .statusCode(403)
                .body(containsString("requires the setup token"))
                .body(containsString("name=\"setupToken\" type=\"text\" value=\"" + WRONG_TOKEN + "\""));
        assertThat(countAccounts()).isZero();

        submitForm(TestUser.SETUP_TOKEN).then().statusCode(303).header("Location", equalTo("/"));

        given().get("/signup").then().statusCode(200).body(not(containsString("Setup token")));
        assertThat(countAccounts()).isEqualTo(1);
    }

    @Test
    void newestPrintedTokensAreValidUntilTheFirstAccount() {
        QuarkusTransaction.requiringNew().run(() -> {
            var first = SetupToken.create();
            var tokens = IntStream.range(0, SetupToken.MAX_STORED_TOKENS)
                    .mapToObj(start -> SetupToken.create())
                    .toList();
            var storedHashes = SetupToken.hashes();

            assertThat(storedHashes)
                    .hasSize(SetupToken.MAX_STORED_TOKENS)
                    .noneMatch(hash -> Arrays.equals(hash, first.hash()));
            assertThat(tokens)
                    .allSatisfy(token -> assertThat(storedHashes)
                            .anySatisfy(hash -> assertThat(hash).isEqualTo(token.hash())));
        });

        signUp(TestUser.unique("first"), TestUser.SETUP_TOKEN).then().statusCode(201);

        assertThat(QuarkusTransaction.requiringNew().call(SetupToken::hashes)).isEmpty();
    }

    private static List<Integer> runConcurrently(int times, IntFunction<Response> request) {
        return IntStream.range(0, times)
                .mapToObj(number ->
                        Concurrently.supplyAsync(() -> request.apply(number).statusCode()))
                .toList()
                .stream()
                .map(response -> response.join())
                .toList();
    }

    private static Response signUp(String name, String token) {
        return TestUser.signUp(Map.of("username", name, "password", TestUser.PASSWORD, "setupToken", token));
    }

    private static Response submitForm(String token) {
        return given().redirects()
                .follow(false)
                .header("Origin", TestUser.origin())
                .formParam("username", "first")
                .formParam("password", TestUser.PASSWORD)
                .formParam("setupToken", token)
                .post("/signup");
    }

    private static long countAccounts() {
        return QuarkusTransaction.requiringNew().call(() -> Account.count());
    }
}

package chat.parley.auth.password;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import chat.parley.TestUser;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

@QuarkusTest
class PasswordStrengthTest {

    @ParameterizedTest
    @ValueSource(strings = {"password", "12345678", "P@ssw0rd!", "qwertyuiop", "aaaaaaaa", "summer2026", "letmein123"})
    void weakPasswordIsRejectedWithTheReason(String weak) {
        signUp(TestUser.unique("weak"), weak)
                .then()
                .statusCode(400)
                .body("violations.field", contains("password"))
                .body("violations[0].message", startsWith("Too easy to guess: "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            iloveyoubaby2024       | “iloveyou” is a common password
            letmein123             | “letmein” is a common password
            password               | it is one of the 100 most common passwords
            basketball9            | “basketball” is a common password
            P@ssw0rd!              | “P@ssw0rd” is a variation of “password”
            one two three          | “o…” is a variation of “onetwothree”
            qwertyuiop             | it is one of the 100 most common passwords
            aaaaaaaaaaaa           | repeats itself
            good good good         | repeats itself
            john paul george       | “john” is a common name
            parley12               | “parley” is a word from your account or the name of this server
            abcdefgh               | “a…” is a sequence
            """)
    void reasonNamesTheWeakPart(String weak, String reason) {
        signUp(TestUser.unique("weak"), weak)
                .then()
                .statusCode(400)
                .body("violations[0].message", startsWith("Too easy to guess: "))
                .body("violations[0].message", containsString(reason + ". Three or more unrelated words"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"password monkey dragon", "parley parley chat parley", "the the the cat", "abc def ghi"})
    void threeWordsThatAttackersTryFirstAreNoPhrase(String weak) {
        signUp(TestUser.unique("weak"), weak).then().statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"another good one", "red-green_blue", "Coffee table window", "the cat sat", "blue.sky.dream"})
    void threeDifferentWordsAreAccepted(String phrase) {
        signUp(TestUser.unique("phrase"), phrase).then().statusCode(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"correct horse battery", "korrekt pferd", "我是一个很好的人吧", "wine & cheese & 3 friends"})
    void strongPassphrasesAreAccepted(String strong) {
        signUp(TestUser.unique("strong"), strong).then().statusCode(201);
    }

    @Test
    void everyCheckedCharacterOfALongPasswordCounts() {
        var name = TestUser.unique("long");
        signUp(name, "a phrase of some length ".repeat(10) + "0123456789012345")
                .then()
                .statusCode(201);

        TestUser.postLogin(name, "a phrase of some length ".repeat(10) + "0123456789012346")
                .then()
                .header("Location", containsString("error"));
    }

    /** Only the first 40 characters are rated: anything after them cannot raise the rating. */
    @Test
    void weakBeginningStaysWeakAtAnyLength() {
        signUp(TestUser.unique("weak"), "password".repeat(32))
                .then()
                .statusCode(400)
                .body("violations.field", contains("password"));
        signUp(TestUser.unique("weak"), "a".repeat(256))
                .then()
                .statusCode(400)
                .body("violations.field", contains("password"));
    }

    @Test
    void passwordFromOwnNamesIsRejected() {
        var name = "bartholomew" + TestUser.unique("");

        signUp(name, "bartholomew1").then().statusCode(400).body("violations.field", contains("password"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"parleyparley", "Parley-parley", "parley12", "localhost1"})
    void passwordFromServerNamesIsRejected(String weak) {
        signUp(TestUser.unique("weak"), weak).then().statusCode(400).body("violations.field", contains("password"));
    }

    @Test
    void replacementPasswordIsChecked() {
        TestUser.create("mira")
                .requestWith(Map.of("current", TestUser.PASSWORD, "replacement", "password1"))
                .put("/api/me/password")
                .then()
                .statusCode(400)
                .body("violations.field", contains("replacement"));
    }

    @Test
    void formShowsTheReasonAtTheField() {
        given().redirects()
                .follow(false)
                .header("Origin", TestUser.origin())
                .formParam("username", TestUser.unique("form"))
                .formParam("password", "password1")
                .post("/signup")
                .then()
                .statusCode(400)
                .body(containsString("Too easy to guess"))
                .body(not(containsString("password1")));
    }

    private static Response signUp(String username, String password) {
        return TestUser.signUp(Map.of("username", username, "password", password));
    }
}

package chat.parley.account;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import chat.parley.Json;
import chat.parley.TestUser;
import chat.parley.admin.AdminActions;
import chat.parley.problem.Problem;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

@QuarkusTest
class MeTest {

    private TestUser mira;
    private String address;

    @BeforeEach
    void createUser() {
        mira = TestUser.create("mira");
        address = mira.username() + "@example.org";
    }

    @Test
    void returnsTheOwnAccount() {
        mira.request()
                .get("/api/me")
                .then()
                .statusCode(200)
                .body("username", equalTo(mira.username()))
                .body("displayName", equalTo(mira.username()))
                .body("email", nullValue())
                .body("roles", contains("user"));
    }

    @Test
    void requiresAuthentication() {
        given().get("/api/me").then().statusCode(401).contentType(Problem.MEDIA_TYPE);
        given().contentType("application/json")
                .body(Map.of("displayName", "Eve"))
                .patch("/api/me")
                .then()
                .statusCode(401);
    }

    @Test
    void passwordIsNotReturned() {
        var shown = mira.request().get("/api/me");

        assertThat(shown.as(Json.class).getMap("$").keySet())
                .contains("username")
                .doesNotContain("password", "passwordHash");
        assertThat(shown.asString()).doesNotContain(TestUser.PASSWORD, "$2");
    }

    @Test
    void administratorRoleIsReturned() {
        AdminActions.grantAdmin(mira);

        mira.request().get("/api/me").then().body("roles", contains("user", "admin"));
    }

    @Test
    void missingFieldsStayUnchanged() {
        change("email", address).then().statusCode(200);

        change("displayName", " Mira M. ").then().statusCode(200).body("displayName", equalTo("Mira M."));

        mira.request()
                .get("/api/me")
                .then()
                .body("displayName", equalTo("Mira M."))
                .body("email", equalTo(address));
    }

    @Test
    void othersSeeTheNewName() {
        change("displayName", "Mira M.").then().statusCode(200);

        var seen = TestUser.create("tom").get("/api/users?q=" + mira.username());

        assertThat(seen.getList("items.displayName")).containsExactly("Mira M.");
    }

    @Test
    void addressCanBeRemoved() {
        change("email", address).then().body("email", equalTo(address));

        change("email", "").then().statusCode(200).body("email", nullValue());

        TestUser.signUp(Map.of("username", TestUser.unique("tom"), "password", TestUser.PASSWORD, "email", address))
                .then()
                .statusCode(201);
    }

    @Test
    void addressOfAnotherAccountIsRejectedInAnyCase() {
        change("email", address).then().statusCode(200);
        var eve = TestUser.create("eve");

        eve.requestWith(Map.of("email", address.toUpperCase(Locale.ROOT)))
                .patch("/api/me")
                .then()
                .statusCode(409)
                .contentType(Problem.MEDIA_TYPE);

        change("email", address).then().statusCode(200);
        eve.request().get("/api/me").then().body("email", nullValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\u00a0",
                "\u2003",
                "Mira\nM.",
                "ddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd"
            })
    void invalidNameIsRejected(String displayName) {
        change("displayName", displayName).then().statusCode(400).body("violations.field", hasItem("displayName"));

        mira.request().get("/api/me").then().body("displayName", equalTo(mira.username()));
    }

    @Test
    void invalidAddressIsRejected() {
        change("email", "mira").then().statusCode(400).body("violations.field", hasItem("email"));
    }

    @Test
    void usernameAndRolesCannotBeChanged() {
        mira.requestWith(Map.of("username", TestUser.unique("eve"), "roles", "admin"))
                .patch("/api/me");

        mira.request()
                .get("/api/me")
                .then()
                .body("username", equalTo(mira.username()))
                .body("roles", contains("user"));
    }

    private Response change(String field, String value) {
        return mira.requestWith(Map.of(field, value)).patch("/api/me");
    }
}

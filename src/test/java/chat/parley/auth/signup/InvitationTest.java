package chat.parley.auth.signup;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import java.time.Instant;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import chat.parley.Json;
import chat.parley.TestUser;
import chat.parley.admin.AdminActions;
import chat.parley.problem.Problem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;

/** A server with sign-up by invitation. */
@QuarkusTest
@TestProfile(InvitationTest.InvitationProfile.class)
class InvitationTest {

    public static class InvitationProfile implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("parley.auth.sign-up.policy", "invitation");
        }
    }

    @Inject
    AccountService accounts;

    private TestUser admin;

    @BeforeEach
    void createAdministrator() {
        var name = TestUser.unique("admin");
        accounts.createUnchecked(name, TestUser.PASSWORD, null, null);
        admin = TestUser.signIn(name);
        AdminActions.grantAdmin(admin);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"})
    void signUpWithoutAnInvitationIsRejected(String invitation) {
        assertForbidden(signsUp(invitation));

        given().get("/signup?invitation=" + invitation)
                .then()
                .statusCode(200)
                .body(containsString("you need an invitation from an administrator"))
                .body(not(containsString("name=\"password\"")));
        given().formParam("username", TestUser.unique("mira"))
                .formParam("password", TestUser.PASSWORD)
                .formParam("invitation", invitation)
                .post("/signup")
                .then()
                .statusCode(403);
    }

    @Test
    void invitationCanBeUsedSeveralTimes() {
        var token = token(createInvitation());
        given().get("/signup?invitation=" + token).then().statusCode(200).body(containsString("name=\"password\""));

        signsUp(token).then().statusCode(201).body("roles[0]", equalTo("user"));
        given().redirects()
                .follow(false)
                .formParam("username", TestUser.unique("tom"))
                .formParam("password", TestUser.PASSWORD)
                .formParam("invitation", token)
                .post("/signup")
                .then()
                .statusCode(303)
                .header("Location", equalTo("/"));
    }

    @Test
    void revokedInvitationIsRejected() {
        var made = createInvitation();

        admin.request()
                .delete("/api/admin/invitations/{id}", made.as(Json.class).getLong("id"))
                .then()
                .statusCode(204);

        assertForbidden(signsUp(token(made)));
        admin.request()
                .delete("/api/admin/invitations/{id}", made.as(Json.class).getLong("id"))
                .then()
                .statusCode(404);
    }

    @Test
    void expiredInvitationIsRejected() {
        var made = createInvitation();
        var aged = QuarkusTransaction.requiringNew()
                .call(() -> Invitation.update(
                        "expiresAt = ?1 where id = ?2",
                        Instant.now(),
                        made.as(Json.class).getLong("id")));
        assertThat(aged).isEqualTo(1);

        assertForbidden(signsUp(token(made)));
    }

    @Test
    void linkIsShownOnce() {
        var token = token(createInvitation());

        var listed = admin.request()
                .get("/api/admin/invitations")
                .then()
                .statusCode(200)
                .extract();

        assertThat(listed.as(Json.class).getList("items.madeBy")).contains(admin.username());
        assertThat(listed.asString()).doesNotContain(token);
        given().cookie("parley", admin.session())
                .get("/admin/invitations")
                .then()
                .statusCode(200)
                .body(not(containsString(token)));
    }

    @Test
    void onlyAdministratorsInvite() {
        signUpAs("mira-inv");
        var mira = TestUser.signIn("mira-inv");

        assertForbidden(mira.request().post("/api/admin/invitations"));
        assertForbidden(mira.request().post("/admin/invitations"));
    }

    private void signUpAs(String name) {
        given().contentType("application/json")
                .body(Map.of("username", name, "password", TestUser.PASSWORD, "invitation", token(createInvitation())))
                .post("/api/accounts")
                .then()
                .statusCode(201);
    }

    private Response createInvitation() {
        return admin.request()
                .post("/api/admin/invitations")
                .then()
                .statusCode(201)
                .extract()
                .response();
    }

    private static String token(Response made) {
        return made.as(Json.class).getString("link").split("invitation=")[1];
    }

    private static Response signsUp(String invitation) {
        return TestUser.signUp(
                Map.of("username", TestUser.unique("mira"), "password", TestUser.PASSWORD, "invitation", invitation));
    }

    private static void assertForbidden(Response response) {
        response.then().statusCode(403).contentType(Problem.MEDIA_TYPE);
    }
}

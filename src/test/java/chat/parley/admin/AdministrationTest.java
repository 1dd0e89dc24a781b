package chat.parley.admin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import chat.parley.Concurrently;
import chat.parley.TestUser;
import chat.parley.auth.email.ReceivedMail;
import chat.parley.problem.Problem;
import io.quarkus.mailer.MockMailbox;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

/** Actions of administrators on other accounts. */
@QuarkusTest
class AdministrationTest {

    private static final int NOT_ALLOWED = 1008;

    @Inject
    MockMailbox mailbox;

    private TestUser admin;
    private TestUser mira;

    @BeforeEach
    void createAdministrator() {
        admin = TestUser.create("admin");
        AdminActions.grantAdmin(admin);
        mira = TestUser.create("mira");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/api/admin/accounts",
        "PATCH,/api/admin/accounts/{name}",
        "DELETE,/api/admin/accounts/{name}/sessions",
        "POST,/api/admin/accounts/{name}/password-reset",
        "GET,/api/admin/audit",
        "GET,/admin",
        "GET,/admin/audit",
        "POST,/admin/people/{name}"
    })
    void requiresAnAdministrator(String method, String path) {
        var at = path.replace("{name}", admin.username());
        var body = path.startsWith("/admin")
                ? mira.request().formParam("act", "disable")
                : mira.request()
                        .contentType("application/json")
                        .body(method.equals("PATCH") ? "{\"disabled\":true}" : "");

        (method.equals("GET") ? mira.request() : body)
                .request(method, at)
                .then()
                .statusCode(403)
                .contentType(Problem.MEDIA_TYPE);
        given().request(method.equals("GET") ? method : "GET", "/api/admin/accounts")
                .then()
                .statusCode(401);

        admin.get("/api/me");
    }

    @Test
    void accountsAreFoundByPartOfAnyName() {
        mira.requestWith(Map.of("displayName", "Mirabelle " + mira.username()))
                .patch("/api/me")
                .then()
                .statusCode(200);

        var found = admin.get(
                "/api/admin/accounts?q={q}", "BELLE " + mira.username().toUpperCase());

        assertThat(found.getList("items.username")).containsExactly(mira.username());
        assertThat(found.getBoolean("items[0].admin")).isFalse();
        assertThat(found.getBoolean("items[0].disabled")).isFalse();
    }

    @Test
    void accountsArePaged() {
        var names = List.of(
                TestUser.create("page-a").username(),
                TestUser.create("page-b").username(),
                TestUser.create("page-c").username());

        var first = admin.get("/api/admin/accounts?q=page-&limit=2");
        var second = admin.get("/api/admin/accounts?q=page-&limit=2&after=" + first.getString("next"));

        assertThat(first.getList("items.username")).isEqualTo(names.subList(0, 2));
        assertThat(second.getList("items.username")).isEqualTo(names.subList(2, 3));
        assertThat(second.getString("next")).isNull();
    }

    @Test
    void disablingTakesEffectAtOnce() {
        try (var socket = mira.openSocket()) {
            change(mira, "disabled", true).then().statusCode(200).body("disabled", equalTo(true));

            assertThat(socket.closeCode()).isEqualTo(NOT_ALLOWED);
        }
        mira.request().get("/api/me").then().statusCode(401);
        TestUser.postLogin(mira.username(), TestUser.PASSWORD).then().header("Location", equalTo("/login?error"));

        change(mira, "disabled", false).then().statusCode(200).body("disabled", equalTo(false));
        mira.request().get("/api/me").then().statusCode(401);
        TestUser.signIn(mira.username()).get("/api/me");
    }

    @Test
    void administratorGrantsAndRevokesTheRole() {
        change(mira, "admin", true).then().statusCode(200).body("admin", equalTo(true));
        mira.request().get("/api/me").then().body("roles", contains("user", "admin"));
        mira.get("/api/admin/accounts");

        change(mira, "admin", false).then().statusCode(200).body("admin", equalTo(false));
        mira.request().get("/api/admin/accounts").then().statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"disabled\":true}", "{\"admin\":false}"})
    void administratorsCannotLockThemselvesOut(String change) {
        admin.requestWith(change)
                .patch("/api/admin/accounts/{name}", admin.username())
                .then()
                .statusCode(409);

        admin.get("/api/admin/accounts");
    }

    @Test
    void concurrentDemotionsLeaveOneAdministrator() {
        AdminActions.grantAdmin(mira);

        var mirasTry = Concurrently.supplyAsync(() -> mira.requestWith(Map.of("admin", false))
                .patch("/api/admin/accounts/{name}", admin.username())
                .statusCode());
        var adminsTry =
                Concurrently.supplyAsync(() -> change(mira, "admin", false).statusCode());

        assertThat(List.of(mirasTry.join(), adminsTry.join())).containsExactlyInAnyOrder(200, 403);
    }

    @Test
    void signingOutAnAccountEndsItsSessions() {
        admin.request()
                .delete("/api/admin/accounts/{name}/sessions", mira.username())
                .then()
                .statusCode(204);

        mira.request().get("/api/me").then().statusCode(401);
        TestUser.signIn(mira.username()).get("/api/me");
    }

    @Test
    void resetLinkIsMailed() {
        var address = mira.username() + "@example.org";
        mira.requestWith(Map.of("email", address, "password", TestUser.PASSWORD))
                .patch("/api/me")
                .then()
                .statusCode(200);

        admin.request()
                .post("/api/admin/accounts/{name}/password-reset", mira.username())
                .then()
                .statusCode(202);

        ReceivedMail.token(ReceivedMail.to(mailbox, address, ReceivedMail.RESET));
    }

    @Test
    void accountWithoutAddressGetsNoResetLink() {
        admin.request()
                .post("/api/admin/accounts/{name}/password-reset", mira.username())
                .then()
                .statusCode(409);
    }

    @Test
    void unknownAccountIsNotFound() {
        admin.requestWith(Map.of("disabled", true))
                .patch("/api/admin/accounts/{name}", "nobody-at-all")
                .then()
                .statusCode(404);
        admin.request()
                .delete("/api/admin/accounts/{name}/sessions", "nobody-at-all")
                .then()
                .statusCode(404);
        admin.request()
                .post("/api/admin/accounts/{name}/password-reset", "nobody-at-all")
                .then()
                .statusCode(404);
    }

    private Response change(TestUser account, String field, boolean value) {
        return admin.requestWith(Map.of(field, value)).patch("/api/admin/accounts/{name}", account.username());
    }
}

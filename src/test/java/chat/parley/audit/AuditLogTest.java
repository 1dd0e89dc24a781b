package chat.parley.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import chat.parley.Json;
import chat.parley.TestUser;
import chat.parley.admin.AdminActions;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;

/** The audit log records actor, action, time and network address. */
@QuarkusTest
class AuditLogTest {

    @Inject
    AuditLog audit;

    private TestUser admin;
    private TestUser mira;

    @BeforeEach
    void createAdministrator() {
        admin = TestUser.create("admin");
        AdminActions.grantAdmin(admin);
        mira = TestUser.create("mira");
    }

    @Test
    void signInsAndFailuresAreRecorded() {
        TestUser.postLogin(mira.username(), "not the password");

        assertThat(actionsAbout(mira)).containsExactly("sign-in-failed", "signed-in", "signed-up");
        var newest = admin.get("/api/admin/audit?who={who}&limit=1", mira.username());
        assertThat(newest.getString("items[0].actor")).isEqualTo(mira.username());
        assertThat(newest.getString("items[0].address")).isEqualTo("127.0.0.1");
        assertThat(Instant.parse(newest.getString("items[0].at")))
                .isBetween(Instant.now().minusSeconds(60), Instant.now());
    }

    @Test
    void unknownUsernameIsNotRecorded() {
        var typed = TestUser.unique("hunter2");

        TestUser.postLogin(typed, "not the password");

        assertThat(admin.request().get("/api/admin/audit?limit=100").asString()).doesNotContain(typed);
        assertThat(admin.get("/api/admin/audit?act=sign-in-failed&limit=1").getString("items[0].actor"))
                .isEmpty();
    }

    @Test
    void accountChangesAreRecorded() {
        var token = mira.requestWith(Map.of("name", "Weather bot"))
                .post("/api/me/tokens")
                .then()
                .extract()
                .as(Json.class)
                .getLong("id");
        mira.request().delete("/api/me/tokens/{id}", token).then().statusCode(204);
        mira.requestWith(Map.of("email", mira.username() + "@example.org"))
                .patch("/api/me")
                .then()
                .statusCode(200);
        mira.requestWith(Map.of("current", TestUser.PASSWORD, "replacement", "wrong donkey engine"))
                .put("/api/me/password")
                .then()
                .statusCode(204);

        assertThat(actionsAbout(mira)).startsWith("password-changed", "address-changed", "token-revoked", "token-made");
    }

    @Test
    void administratorActionsAreRecorded() {
        admin.requestWith(Map.of("admin", true))
                .patch("/api/admin/accounts/{name}", mira.username())
                .then()
                .statusCode(200);
        admin.requestWith(Map.of("admin", false, "disabled", true))
                .patch("/api/admin/accounts/{name}", mira.username())
                .then()
                .statusCode(200);
        admin.requestWith(Map.of("disabled", false))
                .patch("/api/admin/accounts/{name}", mira.username())
                .then()
                .statusCode(200);
        admin.request()
                .delete("/api/admin/accounts/{name}/sessions", mira.username())
                .then()
                .statusCode(204);

        assertThat(actionsAbout(admin))
                .startsWith("signed-out", "enabled", "disabled", "made-user", "made-administrator");
        assertThat(admin.get("/api/admin/audit?who={who}&limit=1", admin.username())
                        .getString("items[0].subject"))
                .isEqualTo(mira.username());
    }

    @Test
    void roomModerationIsRecorded() {
        var tom = TestUser.create("tom");
        var room = mira.createRoom("private");
        mira.invite(room, tom);
        mira.requestWith(Map.of("role", "moderator"))
                .put("/api/rooms/{id}/members/{name}", room, tom.username())
                .then()
                .statusCode(200);
        mira.request()
                .delete("/api/rooms/{id}/members/{name}", room, tom.username())
                .then()
                .statusCode(204);
        mira.request().delete("/api/rooms/{id}", room).then().statusCode(204);

        assertThat(actionsAbout(mira)).startsWith("archived", "removed", "role-given", "invited");
        assertThat(admin.get("/api/admin/audit?who={who}&act=invited", mira.username())
                        .getString("items[0].subject"))
                .isEqualTo("%s, room %d".formatted(tom.username(), room));
    }

    @Test
    void entriesHaveFields() {
        var tom = TestUser.create("tom");
        var room = mira.createRoom("private");
        mira.requestWith(Map.of("role", "moderator"))
                .put("/api/rooms/{id}/members/{name}", room, tom.username())
                .then()
                .statusCode(200);
        var seq = tom.post(room, "soon gone");
        var requestId = mira.delete(room, seq).then().statusCode(204).extract().header("X-Request-Id");

        var invited = findEntry(mira, "invited");
        assertThat(invited.getString("items[0].target.kind")).isEqualTo("account");
        assertThat(invited.getString("items[0].target.name")).isEqualTo(tom.username());
        assertThat(invited.getLong("items[0].target.id")).isPositive();
        assertThat(invited.getLong("items[0].room")).isEqualTo(room);
        assertThat(invited.getString("items[0].details.role")).isEqualTo("moderator");
        var deleted = findEntry(mira, "message-deleted");
        assertThat(deleted.getString("items[0].target.name")).isEqualTo(tom.username());
        assertThat(deleted.getLong("items[0].room")).isEqualTo(room);
        assertThat(deleted.getLong("items[0].message")).isEqualTo(seq);
        assertThat(deleted.getString("items[0].requestId")).isEqualTo(requestId);
        var signedIn = findEntry(mira, "signed-in");
        assertThat(signedIn.getMap("items[0].target")).isNull();
        assertThat(signedIn.getMap("items[0].details")).isEmpty();
    }

    @Test
    void searchFindsActorAndTarget() {
        var tom = TestUser.create("tom");
        mira.invite(mira.createRoom("private"), tom);

        assertThat(actionsAbout(tom)).containsExactly("invited", "signed-in", "signed-up");
    }

    /** Users choose the names of tokens freely. */
    @Test
    void tokenIsNotMistakenForAnAccountOfItsName() {
        mira.requestWith(Map.of("name", admin.username()))
                .post("/api/me/tokens")
                .then()
                .statusCode(201);

        assertThat(actionsAbout(admin)).doesNotContain("token-made");
    }

    @Test
    void rejectedActionIsNotRecorded() {
        admin.requestWith(Map.of("admin", false))
                .patch("/api/admin/accounts/{name}", admin.username())
                .then()
                .statusCode(409);

        assertThat(actionsAbout(admin)).doesNotContain("made-user");
    }

    @Test
    void entriesArePaged() {
        TestUser.postLogin(mira.username(), "not the password");

        var first = admin.get("/api/admin/audit?who={who}&limit=2", mira.username());
        var second =
                admin.get("/api/admin/audit?who={who}&limit=2&after={after}", mira.username(), first.getString("next"));

        assertThat(first.getList("items.act")).containsExactly("sign-in-failed", "signed-in");
        assertThat(second.getList("items.act")).containsExactly("signed-up");
        assertThat(second.getString("next")).isNull();
    }

    @Test
    void oldEntriesAreDeleted() {
        var aged = QuarkusTransaction.requiringNew()
                .call(() -> AuditEntry.update(
                        "createdAt = ?1 where actor = ?2 and action = 'signed-up'",
                        Instant.now().minusSeconds(366L * 24 * 3600),
                        mira.username()));
        assertThat(aged).isEqualTo(1);

        audit.forgetOld();

        assertThat(actionsAbout(mira)).containsExactly("signed-in");
    }

    private Json findEntry(TestUser actor, String action) {
        return admin.get("/api/admin/audit?who={who}&act={act}", actor.username(), action);
    }

    private List<String> actionsAbout(TestUser user) {
        return admin.get("/api/admin/audit?who={who}&limit=100", user.username())
                .getList("items.act");
    }
}

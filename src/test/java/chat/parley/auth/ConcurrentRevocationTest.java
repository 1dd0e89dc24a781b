package chat.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import chat.parley.Concurrently;
import chat.parley.Json;
import chat.parley.TestAdmin;
import chat.parley.TestUser;
import io.quarkus.test.junit.QuarkusTest;

/** Many concurrent requests revoke the same session, token or link: it is revoked once, and no request fails. */
@QuarkusTest
class ConcurrentRevocationTest {

    private static final int CONCURRENT_REQUESTS = 20;

    @Test
    void concurrentSignOutsSucceed() {
        for (var round = 0; round < 25; round++) {
            var mira = TestUser.create("mira");

            assertThat(runConcurrently(() -> mira.request().post("/logout").statusCode()))
                    .containsOnly(303);

            mira.request().get("/api/me").then().statusCode(401);
        }
    }

    @Test
    void concurrentRevocationsRevokeATokenOnce() {
        var mira = TestUser.create("mira");
        for (var round = 0; round < 5; round++) {
            var id = mira.requestWith(Map.of("name", "bot"))
                    .post("/api/me/tokens")
                    .then()
                    .statusCode(201)
                    .extract()
                    .as(Json.class)
                    .getLong("id");

            assertDoneOnce(runConcurrently(
                    () -> mira.request().delete("/api/me/tokens/{id}", id).statusCode()));
        }
    }

    @Test
    void concurrentEndsEndASessionOnce() {
        var mira = TestUser.create("mira");
        for (var round = 0; round < 5; round++) {
            mira.signInAgain();
            var id = mira.get("/api/me/sessions").getLong("items.find { !it.current }.id");

            assertDoneOnce(runConcurrently(
                    () -> mira.request().delete("/api/me/sessions/{id}", id).statusCode()));
        }
    }

    @Test
    void concurrentSignOutsEverywhereSucceed() {
        for (var round = 0; round < 5; round++) {
            var mira = TestUser.create("mira");
            var browsers =
                    IntStream.range(0, 5).mapToObj(number -> mira.signInAgain()).toList();

            var responses = Stream.concat(
                            browsers.stream()
                                    .map(browser -> Concurrently.supplyAsync(() -> browser.request()
                                            .delete("/api/me/sessions")
                                            .statusCode())),
                            browsers.stream()
                                    .map(browser -> Concurrently.supplyAsync(() ->
                                            browser.request().post("/logout").statusCode())))
                    .toList()
                    .stream()
                    .map(response -> response.join())
                    .toList();

            assertThat(responses).isSubsetOf(204, 303, 401);
            browsers.forEach(browser -> browser.request().get("/api/me").then().statusCode(401));
        }
    }

    @Test
    void passwordChangesWhileItsSessionsEnd() {
        for (var round = 0; round < 5; round++) {
            var mira = TestUser.create("mira");
            var browsers = IntStream.range(0, 10)
                    .mapToObj(number -> mira.signInAgain())
                    .toList();

            var change = Concurrently.supplyAsync(
                    () -> mira.requestWith(Map.of("current", TestUser.PASSWORD, "replacement", "wrong donkey engine"))
                            .put("/api/me/password")
                            .statusCode());
            var ends = browsers.stream()
                    .map(browser -> Concurrently.supplyAsync(
                            () -> browser.request().post("/logout").statusCode()))
                    .toList();

            assertThat(change.join()).isEqualTo(204);
            assertThat(ends).allSatisfy(end -> assertThat(end.join()).isEqualTo(303));
            assertThat(TestUser.postLogin(mira.username(), "wrong donkey engine")
                            .header("Location"))
                    .isEqualTo("/");
        }
    }

    @Test
    void accountIsDisabledWhileItsSessionsEnd() {
        var founder = TestAdmin.signIn();
        for (var round = 0; round < 5; round++) {
            var tom = TestUser.create("tom");
            var browsers =
                    IntStream.range(0, 10).mapToObj(number -> tom.signInAgain()).toList();

            var disabled = Concurrently.supplyAsync(() -> founder.requestWith(Map.of("disabled", true))
                    .patch("/api/admin/accounts/{name}", tom.username())
                    .statusCode());
            var signedOut = Concurrently.supplyAsync(() -> founder.request()
                    .delete("/api/admin/accounts/{name}/sessions", tom.username())
                    .statusCode());
            var ends = browsers.stream()
                    .map(browser -> Concurrently.supplyAsync(
                            () -> browser.request().post("/logout").statusCode()))
                    .toList();

            assertThat(disabled.join()).isEqualTo(200);
            assertThat(signedOut.join()).isEqualTo(204);
            assertThat(ends).allSatisfy(end -> assertThat(end.join()).isEqualTo(303));
        }
    }

    @Test
    void concurrentRevocationsRevokeAnInvitationOnce() {
        var founder = TestAdmin.signIn();
        for (var round = 0; round < 5; round++) {
            var id = founder.request()
                    .post("/api/admin/invitations")
                    .then()
                    .statusCode(201)
                    .extract()
                    .as(Json.class)
                    .getLong("id");

            assertDoneOnce(runConcurrently(() ->
                    founder.request().delete("/api/admin/invitations/{id}", id).statusCode()));
        }
    }

    @Test
    void avatarRemovalAndAddressChangeDoNotConflict() {
        var mira = TestUser.create("mira");

        assertThat(runConcurrently(
                        () -> mira.request().delete("/api/me/picture").statusCode()))
                .containsOnly(204);
        assertThat(runConcurrently(() -> mira.requestWith(Map.of("email", mira.username() + "@example.org"))
                        .patch("/api/me")
                        .statusCode()))
                .containsOnly(200);
    }

    private static void assertDoneOnce(List<Integer> responses) {
        assertThat(responses).filteredOn(status -> status == 204).hasSize(1);
        assertThat(responses).filteredOn(status -> status != 204).containsOnly(404);
    }

    private static List<Integer> runConcurrently(Supplier<Integer> request) {
        return IntStream.range(0, CONCURRENT_REQUESTS)
                .mapToObj(number -> Concurrently.supplyAsync(request))
                .toList()
                .stream()
                .map(response -> response.join())
                .toList();
    }
}

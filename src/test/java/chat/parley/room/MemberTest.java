package chat.parley.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import chat.parley.TestUser;
import chat.parley.admin.AdminActions;
import chat.parley.problem.Problem;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

/** The members of Mira's private room, and who may change them. */
@QuarkusTest
class MemberTest {

    private TestUser mira;
    private TestUser tom;
    private TestUser eve;
    private long room;

    @BeforeEach
    void createPrivateRoom() {
        mira = TestUser.create("mira");
        tom = TestUser.create("tom");
        eve = TestUser.create("eve");
        room = mira.createRoom("private");
    }

    @Test
    void membersAreListedByNameWithRoles() {
        putMember(mira, tom, "moderator").then().statusCode(200);
        mira.invite(room, eve);

        try (var socket = tom.openSocket()) {
            var listed = mira.get("/api/rooms/{id}/members", room);

            assertThat(listed.getList("items.username"))
                    .containsExactly(eve.username(), mira.username(), tom.username());
            assertThat(listed.getList("items.role")).containsExactly("member", "owner", "moderator");
            assertThat(listed.getList("items.displayName")).first().isEqualTo(eve.username());
            assertThat(listed.getList("items.online")).containsExactly(false, false, true);
        }
    }

    @Test
    void pagesContainEveryoneExactlyOnce() {
        var guests = Stream.of("d", "b", "e", "c").map(TestUser::create).toList();
        guests.forEach(guest -> mira.invite(room, guest));
        var all = Stream.concat(guests.stream(), Stream.of(mira))
                .map(TestUser::username)
                .sorted()
                .toList();

        assertThat(listPages(2)).containsExactly(all.subList(0, 2), all.subList(2, 4), all.subList(4, 5));
        assertThat(listPages(5)).containsExactly(all);
    }

    @Test
    void membersAreFoundByPrefixOfANameOrWord() {
        putMember(mira, tom, null).then().statusCode(200);
        putMember(mira, eve, null).then().statusCode(200);
        tom.requestWith(Map.of("displayName", "Old 100% Thomas"))
                .patch("/api/me")
                .then()
                .statusCode(200);

        assertThat(findMembers(tom.username().toUpperCase())).containsExactly(tom.username());
        assertThat(findMembers("thom")).containsExactly(tom.username());
        assertThat(findMembers("100%")).containsExactly(tom.username());
        assertThat(findMembers("homas")).isEmpty();
        assertThat(findMembers("%")).isEmpty();
        assertThat(findMembers("_")).isEmpty();
        assertThat(findMembers("\\")).isEmpty();
        assertThat(findMembers("")).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"owner, 200", "moderator, 200", "member, 403"})
    void ownersAndModeratorsInvite(String role, int status) {
        putMember(mira, tom, role).then().statusCode(200);

        putMember(tom, eve, null).then().statusCode(status);

        eve.request().get("/api/rooms/{id}", room).then().statusCode(status == 200 ? 200 : 404);
    }

    @Test
    void invitedPersonIsAMemberAtOnce() {
        mira.post(room, 2);

        putMember(mira, eve, null)
                .then()
                .statusCode(200)
                .body("username", equalTo(eve.username()))
                .body("role", equalTo("member"));

        eve.request()
                .get("/api/rooms/{id}", room)
                .then()
                .statusCode(200)
                .body("member", equalTo(true))
                .body("unread", equalTo(0));
    }

    @Test
    void outsiderCannotInvite() {
        putMember(tom, eve, null).then().statusCode(404);
        putMember(tom, tom, null).then().statusCode(404);

        var open = mira.createRoom("public");
        tom.requestWith(Map.of())
                .put("/api/rooms/{id}/members/{name}", open, eve.username())
                .then()
                .statusCode(403);
    }

    @Test
    void unknownAccountCannotBeInvited() {
        AdminActions.disable(tom);

        mira.requestWith(Map.of())
                .put("/api/rooms/{id}/members/nobody-of-that-name", room)
                .then()
                .statusCode(404);
        putMember(mira, tom, null).then().statusCode(404).contentType(Problem.MEDIA_TYPE);

        putMember(mira, eve, null).then().statusCode(200);
        assertThat(listPages(100)).containsExactly(List.of(eve.username(), mira.username()));
    }

    @Test
    void invitingAMemberChangesNothing() {
        putMember(mira, tom, "moderator").then().statusCode(200);

        putMember(mira, tom, null).then().statusCode(200).body("role", equalTo("moderator"));

        assertThat(listPages(100).get(0)).containsExactly(mira.username(), tom.username());
    }

    @ParameterizedTest
    @CsvSource({"owner, 200, moderator", "moderator, 403, member", "member, 403, member"})
    void onlyAnOwnerAssignsRoles(String role, int status, String then) {
        putMember(mira, tom, role).then().statusCode(200);
        mira.invite(room, eve);

        putMember(tom, eve, "moderator").then().statusCode(status);

        eve.request().get("/api/rooms/{id}", room).then().body("role", equalTo(then));
    }

    @Test
    void moderatorCannotBecomeOwner() {
        putMember(mira, tom, "moderator").then().statusCode(200);

        putMember(tom, tom, "owner").then().statusCode(403);

        putMember(mira, tom, "owner").then().statusCode(200).body("role", equalTo("owner"));
    }

    @Test
    void lastOwnerWhoStepsDownHasASuccessor() {
        putMember(mira, tom, "moderator").then().statusCode(200);

        putMember(mira, mira, "member").then().statusCode(200).body("role", equalTo("member"));

        tom.request().get("/api/rooms/{id}", room).then().body("role", equalTo("owner"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "OWNER", "", "0"})
    void invalidRoleIsRejected(String role) {
        mira.invite(room, tom);

        putMember(mira, tom, role).then().statusCode(400).body("violations.field", hasItem("role"));

        tom.request().get("/api/rooms/{id}", room).then().body("role", equalTo("member"));
    }

    private Response putMember(TestUser by, TestUser guest, String role) {
        return by.requestWith(role == null ? Map.of() : Map.of("role", role))
                .put("/api/rooms/{id}/members/{name}", room, guest.username());
    }

    private List<String> findMembers(String beginning) {
        return mira.request()
                .queryParam("q", beginning)
                .get("/api/rooms/{id}/members", room)
                .then()
                .statusCode(200)
                .extract()
                .path("items.username");
    }

    private List<List<String>> listPages(int limit) {
        var pages = new ArrayList<List<String>>();
        for (var after = ""; after != null; ) {
            var page = mira.get("/api/rooms/{id}/members?after={after}&limit={limit}", room, after, limit);
            pages.add(page.getList("items.username"));
            after = page.getString("next");
        }
        return pages;
    }
}

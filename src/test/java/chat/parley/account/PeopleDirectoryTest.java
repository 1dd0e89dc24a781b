package chat.parley.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import chat.parley.TestUser;
import chat.parley.admin.AdminActions;
import io.quarkus.test.junit.QuarkusTest;

/** The directory of accounts. */
@QuarkusTest
class PeopleDirectoryTest {

    private TestUser mira;
    /** The name prefix of this test's accounts. */
    private String family;

    @BeforeEach
    void createUser() {
        mira = TestUser.called("mira");
        family = TestUser.unique("fam");
    }

    @Test
    void pagesContainEveryoneExactlyOnce() {
        var all = Stream.of("-e", "-a", "-d", "-c", "-b")
                .map(end -> signUp(family + end, "Someone"))
                .sorted()
                .toList();

        assertThat(pages(family, 2)).containsExactly(all.subList(0, 2), all.subList(2, 4), all.subList(4, 5));
        assertThat(pages(family, 5)).as("a page that is just full is the last").containsExactly(all);
    }

    @Test
    void everyoneIsListedOnce() {
        signUp(family, "Someone");

        var everyone = pages("", 100).stream().flatMap(List::stream).toList();

        assertThat(everyone).doesNotHaveDuplicates().contains(family, mira.username());
    }

    @Test
    void pageHas25EntriesByDefault() {
        for (var number = 0; number < 26; number++) {
            signUp(family + "-" + number, "Someone");
        }

        var page = mira.reads("/api/users?q=" + family);

        assertThat(page.getList("items")).hasSize(25);
        assertThat(page.getString("next")).isEqualTo(page.getString("items[24].username"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "-1"})
    void outOfRangeLimitIsRejected(String limit) {
        mira.asks()
                .queryParam("limit", limit)
                .get("/api/users")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("limit"));
        mira.asks().queryParam("limit", 100).get("/api/users").then().statusCode(200);
    }

    @Test
    void peopleAreFoundByPrefixOfTheirUsername() {
        signUp(family + "-one", "Someone");
        signUp(family + "-two", "Someone");

        assertThat(found(family + "-o")).containsExactly(family + "-one");
        assertThat(found(family.toUpperCase(Locale.ROOT) + "-O")).containsExactly(family + "-one");
        assertThat(found(family.substring(1))).as("the middle of a name").isEmpty();
    }

    @Test
    void peopleAreFoundByPrefixOfAWordOfTheirDisplayName() {
        signUp(family, "Anna-" + family + " van Öst-" + family);

        assertThat(found("ANNA-" + family)).containsExactly(family);
        assertThat(found("van Öst-" + family)).containsExactly(family);
        assertThat(found("öst-" + family)).containsExactly(family);
        assertThat(found("st-" + family)).as("the middle of a word").isEmpty();
    }

    @Test
    void wildcardCharactersMatchLiterally() {
        signUp(family + "_x", "100% " + family);
        signUp(family + "-x", "100 \\" + family);

        assertThat(found(family + "_")).containsExactly(family + "_x");
        assertThat(found("100% " + family)).containsExactly(family + "_x");
        assertThat(found("100 \\" + family)).containsExactly(family + "-x");
        assertThat(found(family + "%")).isEmpty();
    }

    @Test
    void disabledAccountsAreNotListed() {
        var tom = TestUser.called("tom");
        assertThat(found(tom.username())).containsExactly(tom.username());

        AdminActions.disables(tom);

        assertThat(found(tom.username())).isEmpty();
    }

    @Test
    void accountWithAnOpenSocketIsOnline() {
        var tom = TestUser.called("tom");
        assertThat(online(tom)).isFalse();

        try (var socket = tom.opensSocket()) {
            assertThat(online(tom)).isTrue();
        }

        await().untilAsserted(() -> assertThat(online(tom)).isFalse());
    }

    @Test
    void privateDataIsNotListed() {
        var tom = TestUser.called("tom");
        tom.sends(Map.of("email", tom.username() + "@example.org"))
                .patch("/api/me")
                .then()
                .statusCode(200);

        mira.asks()
                .queryParam("q", tom.username())
                .get("/api/users")
                .then()
                .body("items.username", hasItem(tom.username()))
                .body("items.collect { it.keySet().sort().join(' ') }", hasItem("displayName online picture username"));
    }

    private static String signUp(String username, String displayName) {
        TestUser.signUp(Map.of("username", username, "password", TestUser.PASSWORD, "displayName", displayName))
                .then()
                .statusCode(201);
        return username;
    }

    private List<String> found(String q) {
        return pages(q, 100).get(0);
    }

    private boolean online(TestUser person) {
        return mira.reads("/api/users?q={name}", person.username()).getBoolean("items[0].online");
    }

    private List<List<String>> pages(String q, int limit) {
        var pages = new ArrayList<List<String>>();
        for (var after = ""; after != null; ) {
            var page = mira.reads("/api/users?q={q}&after={after}&limit={limit}", q, after, limit);
            pages.add(page.getList("items.username"));
            after = page.getString("next");
        }
        return pages;
    }
}

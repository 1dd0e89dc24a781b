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
    private String namePrefix;

    @BeforeEach
    void createUser() {
        mira = TestUser.create("mira");
        namePrefix = TestUser.unique("fam");
    }

    @Test
    void pagesContainEveryoneExactlyOnce() {
        var all = Stream.of("-e", "-a", "-d", "-c", "-b")
                .map(end -> signUp(namePrefix + end, "Someone"))
                .sorted()
                .toList();

        assertThat(listPages(namePrefix, 2)).containsExactly(all.subList(0, 2), all.subList(2, 4), all.subList(4, 5));
        assertThat(listPages(namePrefix, 5))
                .as("a page that is just full is the last")
                .containsExactly(all);
    }

    @Test
    void everyoneIsListedOnce() {
        signUp(namePrefix, "Someone");

        var everyone = listPages("", 100).stream().flatMap(List::stream).toList();

        assertThat(everyone).doesNotHaveDuplicates().contains(namePrefix, mira.username());
    }

    @Test
    void pageHas25EntriesByDefault() {
        for (var number = 0; number < 26; number++) {
            signUp(namePrefix + "-" + number, "Someone");
        }

        var page = mira.get("/api/users?q=" + namePrefix);

        assertThat(page.getList("items")).hasSize(25);
        assertThat(page.getString("next")).isEqualTo(page.getString("items[24].username"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "-1"})
    void outOfRangeLimitIsRejected(String limit) {
        mira.request()
                .queryParam("limit", limit)
                .get("/api/users")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("limit"));
        mira.request().queryParam("limit", 100).get("/api/users").then().statusCode(200);
    }

    @Test
    void peopleAreFoundByPrefixOfTheirUsername() {
        signUp(namePrefix + "-one", "Someone");
        signUp(namePrefix + "-two", "Someone");

        assertThat(findUsernames(namePrefix + "-o")).containsExactly(namePrefix + "-one");
        assertThat(findUsernames(namePrefix.toUpperCase(Locale.ROOT) + "-O")).containsExactly(namePrefix + "-one");
        assertThat(findUsernames(namePrefix.substring(1)))
                .as("the middle of a name")
                .isEmpty();
    }

    @Test
    void peopleAreFoundByPrefixOfAWordOfTheirDisplayName() {
        signUp(namePrefix, "Anna-" + namePrefix + " van Öst-" + namePrefix);

        assertThat(findUsernames("ANNA-" + namePrefix)).containsExactly(namePrefix);
        assertThat(findUsernames("van Öst-" + namePrefix)).containsExactly(namePrefix);
        assertThat(findUsernames("öst-" + namePrefix)).containsExactly(namePrefix);
        assertThat(findUsernames("st-" + namePrefix)).as("the middle of a word").isEmpty();
    }

    @Test
    void wildcardCharactersMatchLiterally() {
        signUp(namePrefix + "_x", "100% " + namePrefix);
        signUp(namePrefix + "-x", "100 \\" + namePrefix);

        assertThat(findUsernames(namePrefix + "_")).containsExactly(namePrefix + "_x");
        assertThat(findUsernames("100% " + namePrefix)).containsExactly(namePrefix + "_x");
        assertThat(findUsernames("100 \\" + namePrefix)).containsExactly(namePrefix + "-x");
        assertThat(findUsernames(namePrefix + "%")).isEmpty();
    }

    @Test
    void disabledAccountsAreNotListed() {
        var tom = TestUser.create("tom");
        assertThat(findUsernames(tom.username())).containsExactly(tom.username());

        AdminActions.disable(tom);

        assertThat(findUsernames(tom.username())).isEmpty();
    }

    @Test
    void accountWithAnOpenSocketIsOnline() {
        var tom = TestUser.create("tom");
        assertThat(isOnline(tom)).isFalse();

        try (var socket = tom.openSocket()) {
            assertThat(isOnline(tom)).isTrue();
        }

        await().untilAsserted(() -> assertThat(isOnline(tom)).isFalse());
    }

    @Test
    void privateDataIsNotListed() {
        var tom = TestUser.create("tom");
        tom.requestWith(Map.of("email", tom.username() + "@example.org"))
                .patch("/api/me")
                .then()
                .statusCode(200);

        mira.request()
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

    private List<String> findUsernames(String q) {
        return listPages(q, 100).get(0);
    }

    private boolean isOnline(TestUser person) {
        return mira.get("/api/users?q={name}", person.username()).getBoolean("items[0].online");
    }

    private List<List<String>> listPages(String q, int limit) {
        var pages = new ArrayList<List<String>>();
        for (var after = ""; after != null; ) {
            var page = mira.get("/api/users?q={q}&after={after}&limit={limit}", q, after, limit);
            pages.add(page.getList("items.username"));
            after = page.getString("next");
        }
        return pages;
    }
}

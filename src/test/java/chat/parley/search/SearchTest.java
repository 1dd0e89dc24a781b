package chat.parley.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;

import java.sql.SQLException;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import chat.parley.Json;
import chat.parley.TestUser;
import chat.parley.Translations;
import chat.parley.i18n.Language;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;

/** Tests which messages a search finds; {@link SearchVisibilityTest} tests who finds them. Each test posts a word that no other test uses. */
@QuarkusTest
class SearchTest {

    @Inject
    AgroalDataSource database;

    private TestUser mira;
    private long room;
    private String word;

    @BeforeEach
    void createRoom() {
        mira = TestUser.create("mira");
        room = mira.createRoom("public");
        word = "w" + TestUser.unique("").replace("-", "q") + "end";
    }

    @Test
    void newestHitComesFirstWithItsWholeMessage() {
        mira.post(room, "the first " + word);
        mira.post(room, "nothing of it here");
        var second = mira.post(room, "the **second** " + word);

        var found = search(word);

        assertThat(found.getList("items.message.body")).containsExactly("the **second** " + word, "the first " + word);
        assertThat(found.getMap("items[0].message"))
                .isEqualTo(mira.get("/api/rooms/{id}/messages?after={seq}", room, second - 1)
                        .getMap("items[0]"));
        assertThat(found.getString("next")).isNull();
    }

    @Test
    void allWordsMustMatchInAnyOrderAndCase() {
        mira.post(room, "apples and PEARS " + word);
        mira.post(room, "pears only " + word);

        assertThat(findBodies(word + " pears Apples")).containsExactly("apples and PEARS " + word);
    }

    @Test
    void onlyTheLastWordMatchesAsAPrefix() {
        mira.post(room, word + "ing tomorrow");

        assertThat(findBodies("tomorrow " + word)).hasSize(1);
        assertThat(findBodies(word + " tomorrow")).isEmpty();
        assertThat(findBodies("tomorrow " + word + "ing")).hasSize(1);
        assertThat(findBodies("\"" + word + "\"")).as("a phrase is whole").isEmpty();
    }

    @Test
    void quotedPhraseKeepsItsOrder() {
        mira.post(room, word + " rain or shine");
        mira.post(room, word + " shine or rain");

        assertThat(findBodies(word + " \"rain or shine\"")).containsExactly(word + " rain or shine");
        assertThat(findBodies("\"" + word + ", rain... or  SHINE\""))
                .as("what stands between words does not count")
                .hasSize(1);
        assertThat(findBodies(word + " \"rain or shine"))
                .as("a quotation that is not closed")
                .hasSize(1);
    }

    @Test
    void fromFindsMessagesOfAnAuthor() {
        var tom = TestUser.create("tom");
        tom.post(room, word + " by Tom");
        mira.post(room, word + " by Mira");

        assertThat(findBodies(word + " from:" + tom.username())).containsExactly(word + " by Tom");
        assertThat(findBodies("from:@" + tom.username().toUpperCase())).containsExactly(word + " by Tom");
        assertThat(mira.get("/api/search?q={q}&from={name}", word, tom.username())
                        .getList("items"))
                .hasSize(1);
    }

    @Test
    void inFindsMessagesOfARoom() {
        var other = mira.createRoom("private");
        var roomName = TestUser.unique("The long room");
        mira.requestWith(Map.of("name", roomName))
                .patch("/api/rooms/{id}", other)
                .then()
                .statusCode(200);
        mira.post(room, word + " here");
        mira.post(other, word + " there");

        assertThat(findBodies(word + " in:" + other)).containsExactly(word + " there");
        assertThat(findBodies(word + " in:\"" + roomName.toUpperCase() + "\"")).containsExactly(word + " there");
        assertThat(findBodies("in:" + other)).containsExactly(word + " there");
        assertThat(findBodies(word + " in:" + room)).containsExactly(word + " here");
        assertThat(mira.get("/api/search?q={q}&room={id}", word, room).getList("items.message.body"))
                .containsExactly(word + " here");
        assertThat(mira.get("/api/search?room={id}", other).getList("items.message.body"))
                .containsExactly(word + " there");
    }

    @Test
    void directRoomIsNamedAfterTheOther() {
        var tom = TestUser.create("tom");
        mira.post(mira.openDirect(tom), word + " for Tom");
        mira.post(room, word + " for all");

        assertThat(findBodies(word + " in:" + tom.username())).containsExactly(word + " for Tom");
    }

    @Test
    void datesLimitTheResults() {
        mira.post(room, "today's " + word);
        mira.post(room, "old " + word);
        setTime(2, "2024-02-29T23:59:59Z");

        assertThat(findBodies(word + " before:2024-03-01")).containsExactly("old " + word);
        assertThat(findBodies(word + " before:2024-02-29")).isEmpty();
        assertThat(findBodies(word + " after:2024-02-29")).hasSize(2);
        assertThat(findBodies(word + " after:2024-03-01")).containsExactly("today's " + word);
        assertThat(findBodies(word + " after:2024-02-29 before:2024-03-01")).containsExactly("old " + word);
        assertThat(findBodies(word + " in:" + room + " before:2024-03-01")).containsExactly("old " + word);
        assertThat(findBodies(word + " before:" + LocalDate.now(ZoneOffset.UTC).plusDays(1)))
                .hasSize(2);
        assertThat(mira.get("/api/search?q={q}&before=2024-03-01", word).getList("items"))
                .hasSize(1);
        assertThat(mira.get("/api/search?q={q}&room={id}&before=2024-03-01", word, room)
                        .getList("items"))
                .hasSize(1);
    }

    /** Days start at midnight in the searcher's time zone, also when clocks change. */
    @ParameterizedTest
    @CsvSource({
        "America/New_York, 2024-03-10T04:59:59Z, 2024-03-09",
        "America/New_York, 2024-03-10T05:00:00Z, 2024-03-10",
        "America/New_York, 2024-03-11T03:59:59Z, 2024-03-10",
        "America/New_York, 2024-03-11T04:00:00Z, 2024-03-11",
        "Europe/Berlin, 2024-10-26T21:59:59Z, 2024-10-26",
        "Europe/Berlin, 2024-10-26T22:00:00Z, 2024-10-27",
        "Europe/Berlin, 2024-10-27T22:59:59Z, 2024-10-27",
        "Africa/Cairo, 2024-04-25T22:00:00Z, 2024-04-26",
        "Asia/Kathmandu, 2024-05-01T18:15:00Z, 2024-05-02",
        "No/Where, 2024-05-01T23:59:59Z, 2024-05-01"
    })
    void datesUseTheTimeZoneOfTheReader(String zone, String at, LocalDate day) {
        mira.post(room, "there " + word);
        setTime(1, at);

        assertThat(searchInZone(zone, word + " after:" + day + " before:" + day.plusDays(1)))
                .hasSize(1);
        assertThat(searchInZone(zone, word + " before:" + day)).isEmpty();
        assertThat(searchInZone(zone, word + " after:" + day.plusDays(1))).isEmpty();
    }

    private List<String> searchInZone(String zone, String q) {
        return mira.request()
                .cookie("zone", zone)
                .queryParam("q", q)
                .get("/api/search")
                .then()
                .statusCode(200)
                .extract()
                .as(Json.class)
                .getList("items.message.body");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cafe                     | café",
                "café                     | Cafe",
                "CAFE\u0301              | café",
                "strasse                  | Straße",
                "STRASSE                  | straße",
                "Straße                   | Strasse",
                "smorrebrod               | Smørrebrød",
                "lodz                     | Łódź",
                "aether                   | Æther",
                "istanbul                 | İstanbul",
                "еще                      | ещё",
                "αθηνα                    | Αθήνα",
                "λογος                    | ΛΟΓΟΣ",
                "\u0645\u0631\u062D\u0628\u0627 | \u0645\u064E\u0631\u0652\u062D\u064E\u0628\u064B\u0627",
                "\u0645\u0631\u062D\u0628\u0627 | \u0645\u0640\u0640\u0640\u0631\u062D\u0628\u0627",
                "\u0627\u0644\u064A    | \u0625\u0644\u0649",
                "\u0627\u062D\u0645\u062F | \u0623\u062D\u0645\u062F",
                "\u0645\u062F\u0631\u0633\u0647 | \u0645\u062F\u0631\u0633\u0629",
                "\u06A9\u062A\u0627\u0628 | \u0643\u062A\u0627\u0628",
                "\u05E9\u05DC\u05D5\u05DD | \u05E9\u05B8\u05C1\u05DC\u05D5\u05B9\u05DD",
                "\u0662\u0660\u0662\u0666 | 2026",
                "2026                     | \u0662\u0660\u0662\u0666",
                "2026                     | \u06F2\u06F0\u06F2\u06F6",
                "2026                     | \u0968\u0966\u0968\u096C",
                "2026                     | \uFF12\uFF10\uFF12\uFF16",
                "\u304C\u3063\u3053\u3046 | \u304B\u3099\u3063\u3053\u3046",
                "\uC548\uB155           | \u110B\u1161\u11AB\u1102\u1167\u11BC"
            })
    void equivalentLettersMatch(String sought, String written) {
        mira.post(room, written + " " + word);

        assertThat(findBodies(sought + " " + word)).hasSize(1);
        assertThat(findBodies("\"" + sought + "\" " + word)).hasSize(1);
        assertThat(search(sought + " " + word).getString("items[0].excerpt"))
                .contains("<mark>" + normalizeQuery(written));
    }

    private static String normalizeQuery(String written) {
        return Normalizer.normalize(written, Normalizer.Form.NFKC);
    }

    /** Marks in these scripts are parts of a letter, not accents. */
    @ParameterizedTest
    @CsvSource({"か, が", "กน, กิน", "क, कि", "は, ぱ"})
    void distinctLettersDoNotMatch(String sought, String written) {
        mira.post(room, written + " " + word);

        assertThat(findBodies("\"" + sought + "\" " + word)).isEmpty();
    }

    @Test
    void hasFileFindsMessagesWithAttachments() {
        mira.post(room, "without " + word);
        var with = mira.post(room, "with " + word);
        attachFile(with);

        assertThat(findBodies(word + " has:file")).containsExactly("with " + word);
        assertThat(findBodies("has:file in:" + room)).containsExactly("with " + word);
        assertThat(findBodies("has:file from:" + mira.username())).containsExactly("with " + word);
        assertThat(findBodies("has:file")).contains("with " + word);
    }

    @ParameterizedTest
    @EnumSource
    void filtersAreAcceptedInTheOwnLanguageAndInEnglish(Language language) {
        var tom = TestUser.create("tom");
        tom.post(room, word + " by Tom");
        attachFile(mira.post(room, word + " by Mira"));
        chooseLanguage(language);
        var colon = language == Language.CHINESE ? "：" : ":";

        assertThat(findBodies(word + " " + filterName(language, "from") + colon + tom.username()))
                .containsExactly(word + " by Tom");
        assertThat(findBodies(word + " " + filterName(language, "in").toUpperCase() + colon + room))
                .hasSize(2);
        assertThat(findBodies(word + " " + filterName(language, "before") + colon + "2024-03-01"))
                .isEmpty();
        assertThat(findBodies(word + " " + filterName(language, "after") + colon + "2024-03-01"))
                .hasSize(2);
        assertThat(findBodies(word + " " + filterName(language, "has") + colon + filterName(language, "file")))
                .containsExactly(word + " by Mira");
        assertThat(findBodies(word + " in:" + room + " from:" + tom.username() + " has:file"))
                .isEmpty();
    }

    @Test
    void filterOfAnotherLanguageIsAWord() {
        mira.post(room, word + " von:" + mira.username());
        mira.post(room, word);

        assertThat(findBodies(word + " von:" + mira.username())).containsExactly(word + " von:" + mira.username());
    }

    @Test
    void errorOfALocalizedFilterUsesItsEnglishName() {
        chooseLanguage(Language.GERMAN);

        mira.request()
                .queryParam("q", "von:nobody-at-all")
                .get("/api/search")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("from"));
        mira.request()
                .queryParam("q", "mit:allem")
                .get("/api/search")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("has"))
                .body("violations.message", hasItem("Der einzige Wert ist eine Datei: mit:datei."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"“rain or shine”", "„rain or shine“", "«rain or shine»", "„rain or"})
    void phraseAcceptsAnyQuotationMarks(String phrase) {
        mira.post(room, word + " rain or shine");
        mira.post(room, word + " shine or rain");

        assertThat(findBodies(word + " " + phrase)).containsExactly(word + " rain or shine");
    }

    @Test
    void deletedMessageIsNotFound() {
        var seq = mira.post(room, "soon gone " + word);
        assertThat(findBodies(word)).hasSize(1);
        executeSql("update message set body = '', html = '', deleted = true where room_id = " + room + " and seq = "
                + seq);

        assertThat(findBodies(word)).isEmpty();
        assertThat(findBodies("from:" + mira.username())).isEmpty();
    }

    @Test
    void editedMessageIsFoundByItsNewText() {
        mira.post(room, "before " + word);
        executeSql("update message set body = 'after ' || body where room_id = " + room);

        assertThat(findBodies(word + " after")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Die GRÖẞE der Straße, übermorgen | größe
            Die GRÖẞE der Straße, übermorgen | ÜBERM
            „Grüße“ aus Köln                  | grüße
            Привет, МИР и/или война           | мир
            Привет, МИР и/или война           | или
            مرحبا، بالعالم الكبير؟            | الكبير
            مرحبا، بالعالم الكبير؟            | مرحبا
            我喜欢喝茶，你呢？                  | 喝茶
            我喜欢喝茶，你呢？                  | 你
            日本語を勉強します                  | 勉強
            ภาษาไทยง่าย                       | ไทย
            한국어 검색                        | 검색
            Ｆｕｌｌ width                     | full
            well-known and/or www.example.com | known
            well-known and/or www.example.com | example
            don't panic                       | don't
            snake_case_name                   | case
            👍🏽 fine                          | fine
            """)
    void wordsOfEveryLanguageAreFound(String body, String sought) {
        mira.post(room, body);

        for (var kind : List.of("public", "private")) {
            var where = mira.createRoom(kind);
            mira.post(where, body);
            assertThat(findBodies(sought + " in:" + where)).as(kind).containsExactly(body);
            assertThat(findBodies("in:" + where + " zzz" + sought)).as(kind).isEmpty();
        }
    }

    @Test
    void unspacedScriptsAreFoundAsPhrases() {
        mira.post(room, "茶喝 " + word);

        assertThat(findBodies(word + " 喝茶")).isEmpty();
        assertThat(findBodies(word + " 茶喝")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'",
                "&",
                "|",
                "!",
                ":*",
                "<->",
                "(",
                ")",
                "\\",
                "\"",
                "\"\"",
                "''",
                "a' & b",
                "a\\' | !b:*",
                "foo:bar",
                "((((",
                "<b>",
                "*:*:*",
                "-",
                "\"a \"b \"c",
                "from",
                "%_%",
                "0x",
                "#1",
                "@1",
                "🙂",
                "\uFFFD",
                "1e999",
                "{}",
                "$1 ?"
            })
    void specialCharactersHaveNoMeaning(String hostile) {
        mira.post(room, word + " stands here");

        mira.request().queryParam("q", hostile).get("/api/search").then().statusCode(200);
        assertThat(findBodies(hostile + " " + word)).hasSizeLessThanOrEqualTo(1);
        mira.request()
                .queryParam("q", word + " " + hostile)
                .get("/api/search")
                .then()
                .statusCode(200);
    }

    @Test
    void tooLongOrMalformedQueryIsReportedByName() {
        for (var hostile : List.of("x".repeat(4000), "a ".repeat(2000), "\0", word + "\0")) {
            mira.request()
                    .queryParam("q", hostile)
                    .get("/api/search")
                    .then()
                    .statusCode(400)
                    .body("violations.field", hasItem("q"));
        }
        mira.request()
                .queryParam("q", "茶".repeat(500))
                .get("/api/search")
                .then()
                .statusCode(200);
        mira.request()
                .queryParam("q", "a ".repeat(250))
                .get("/api/search")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({
        "from:nobody-at-all,from",
        "from:,from",
        "in:no-such-room,in",
        "in:,in",
        "before:yesterday,before",
        "after:2026-02-30,after",
        "after:,after",
        "has:pictures,has",
        "has:,has",
        "'',q",
        "'  ',q"
    })
    void invalidFilterIsReportedByName(String q, String field) {
        mira.request()
                .queryParam("q", q)
                .get("/api/search")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem(field));
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0,limit",
        "limit=101,limit",
        "after=nowhere,after",
        "before=nowhere,before",
        "from=nobody-at-all,from",
        "room=0,room"
    })
    void invalidParameterIsReportedByName(String query, String field) {
        mira.request()
                .get("/api/search?q=hello&" + query)
                .then()
                .statusCode(400)
                .body("violations.field", hasItem(field));
    }

    @Test
    void pagesHaveNoGapsOrDuplicatesWhileMessagesArePosted() {
        var other = mira.createRoom("private");
        var expected = new HashSet<String>();
        for (var number = 0; number < 12; number++) {
            expected.add(word + " number " + number);
            mira.post(number % 3 == 0 ? other : room, word + " number " + number);
        }
        for (var parameter : List.of("before", "after")) {
            assertThat(searchPaged(parameter, "")).as(parameter).containsExactlyInAnyOrderElementsOf(expected);
        }
        assertThat(searchPaged("after", " in:" + other)).hasSize(4).isSubsetOf(expected);
    }

    @Test
    void messagesOfEqualTimeAreAllFound() {
        for (var number = 0; number < 7; number++) {
            mira.post(room, word + " " + number);
        }
        executeSql("update message set created_at = '2025-01-01T00:00:00Z' where room_id = " + room);

        assertThat(searchPaged("after", "")).hasSize(7).doesNotHaveDuplicates();
    }

    private List<String> searchPaged(String parameter, String filter) {
        var seen = new ArrayList<String>();
        var next = "";
        do {
            var page = mira.request()
                    .queryParam("q", word + filter)
                    .queryParam("limit", 3)
                    .queryParam(parameter, next)
                    .get("/api/search")
                    .then()
                    .statusCode(200)
                    .extract()
                    .as(Json.class);
            seen.addAll(page.getList("items.message.body", String.class));
            next = page.getString("next");
            mira.post(room, "late " + word);
        } while (next != null);
        seen.removeIf(body -> body.startsWith("late"));
        return seen;
    }

    private List<String> findBodies(String q) {
        return search(q).getList("items.message.body", String.class);
    }

    private Json search(String q) {
        return mira.request()
                .queryParam("q", q)
                .get("/api/search")
                .then()
                .statusCode(200)
                .extract()
                .as(Json.class);
    }

    private void chooseLanguage(Language language) {
        mira.requestWith(Map.of("language", language.tag()))
                .patch("/api/me")
                .then()
                .statusCode(200);
    }

    private static String filterName(Language language, String filter) {
        return Translations.translate(language, "filter:" + filter);
    }

    private void setTime(long seq, String at) {
        executeSql("update message set created_at = '" + at + "' where room_id = " + room + " and seq = " + seq);
    }

    /** Uses SQL, because search checks only that an attachment exists. */
    private void attachFile(long seq) {
        executeSql(
                "insert into attachment (room_id, seq, owner_id, name, type, size) select room_id, seq, author_id, 'a.txt', 'text/plain', 1 "
                        + "from message where room_id = " + room + " and seq = " + seq);
    }

    private void executeSql(String sql) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }
}

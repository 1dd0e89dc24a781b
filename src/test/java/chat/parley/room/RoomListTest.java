package chat.parley.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import chat.parley.Json;
import chat.parley.TestUser;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class RoomListTest {

    private TestUser mira;
    private TestUser eve;
    /** Part of the names of this test's rooms. */
    private String tag;

    @BeforeEach
    void createTwoUsers() {
        mira = TestUser.create("mira");
        eve = TestUser.create("eve");
        tag = TestUser.unique("list");
    }

    @Test
    void listsPublicAndOwnRooms() {
        var open = createRoom(mira, "a", "public");
        var closed = createRoom(mira, "b", "private");

        assertThat(findRooms(mira, tag)).containsExactly(open, closed);
        assertThat(findRooms(eve, tag)).containsExactly(open);
    }

    @Test
    void invitedMembersSeeAPrivateRoom() {
        var closed = createRoom(mira, "a", "private");
        assertThat(findRooms(eve, tag)).isEmpty();

        mira.invite(closed, eve);

        assertThat(findRooms(eve, tag)).containsExactly(closed);
    }

    @Test
    void directRoomIsFoundByTheNameOfTheOther() {
        var direct = mira.openDirect(eve);
        var tom = TestUser.create("tom");

        assertThat(findRooms(mira, eve.username())).containsExactly(direct);
        assertThat(findRooms(eve, mira.username())).containsExactly(direct);
        assertThat(findRooms(eve, eve.username())).isEmpty();
        assertThat(findRooms(tom, mira.username())).isEmpty();
    }

    @Test
    void roomsAreFoundByAnyPartOfTheirName() {
        var garden = createRoom(mira, "Öl_50%", "public");
        var kitchen = createRoom(mira, "Ol-50", "public");

        assertThat(findRooms(eve, tag.toUpperCase(Locale.ROOT))).containsExactlyInAnyOrder(garden, kitchen);
        assertThat(findRooms(eve, tag.substring(1) + "öL_50%")).containsExactly(garden);
        assertThat(findRooms(eve, tag + "ol-50")).containsExactly(kitchen);
        assertThat(findRooms(eve, tag + "_")).isEmpty();
        assertThat(findRooms(eve, tag + "%")).isEmpty();
    }

    @Test
    void pagesByNameContainEachRoomOnce() {
        var rooms = Stream.of("e", "B", "d", "A", "c")
                .map(end -> Map.entry(end, createRoom(mira, end, "private")))
                .sorted((one, other) -> one.getKey().compareToIgnoreCase(other.getKey()))
                .map(Map.Entry::getValue)
                .toList();

        assertThat(listPages(mira, false, tag, 2))
                .containsExactly(rooms.subList(0, 2), rooms.subList(2, 4), rooms.subList(4, 5));
        assertThat(listPages(mira, false, tag, 5))
                .as("a page that is just full is the last")
                .containsExactly(rooms);
    }

    @Test
    void roomsOfEqualNameAppearOnOnePageEach() {
        var twins = Stream.of("a", "A", "a")
                .map(end -> createRoom(mira, end, "private"))
                .toList();

        assertThat(listPages(mira, false, tag, 1))
                .containsExactlyElementsOf(twins.stream().map(List::of).toList());
    }

    @Test
    void pagingContinuesAfterTheLastRoomIsDeleted() {
        var first = createRoom(mira, "a", "private");
        var second = createRoom(mira, "b", "private");
        var after = page(mira, false, tag, "", 1).next();

        mira.request().delete("/api/rooms/{id}", first).then().statusCode(204);

        assertThat(page(mira, false, tag, after, 1).rooms()).containsExactly(second);
    }

    @Test
    void longUnicodeNameIsAValidCursor() {
        var name = "\uD83C\uDF31".repeat(79);
        var rooms = Stream.of("a", "b")
                .map(end -> mira.requestWith(Map.of("name", name + end, "kind", "private"))
                        .post("/api/rooms")
                        .then()
                        .statusCode(201)
                        .extract()
                        .as(Json.class)
                        .getLong("id"))
                .toList();

        assertThat(listPages(mira, false, "\uD83C\uDF31", 1))
                .containsExactlyElementsOf(rooms.stream().map(List::of).toList());
    }

    @Test
    void cursorDoesNotRevealInvisibleRooms() {
        var closed = createRoom(mira, "m", "private");
        createRoom(eve, "a", "public");
        createRoom(eve, "z", "public");
        assertThat(findRooms(eve, tag)).hasSize(2).doesNotContain(closed);

        eve.request()
                .queryParam("q", tag)
                .queryParam("after", closed)
                .get("/api/rooms")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("after"));
    }

    @Test
    void ownRoomsAreSortedByLatestActivity() {
        var first = createRoom(mira, "a", "public");
        var second = createRoom(mira, "b", "private");
        var direct = mira.openDirect(eve);
        createRoom(eve, "c", "public");
        assertThat(listPages(mira, true, "", 100)).containsExactly(List.of(direct, second, first));

        mira.post(first, "hello");

        assertThat(listPages(mira, true, "", 100)).containsExactly(List.of(first, direct, second));
    }

    @Test
    void ownRoomsExcludeThoseOfOthers() {
        var open = createRoom(mira, "a", "public");
        assertThat(listPages(eve, true, "", 100)).containsExactly(List.of());

        eve.join(open);

        assertThat(listPages(eve, true, "", 100)).containsExactly(List.of(open));
    }

    @Test
    void pagesByActivityContainEachRoomOnce() {
        var rooms = new ArrayList<Long>();
        for (var end : List.of("a", "b", "c", "d", "e")) {
            rooms.add(0, createRoom(mira, end, "public"));
        }

        assertThat(listPages(mira, true, "", 2))
                .containsExactly(rooms.subList(0, 2), rooms.subList(2, 4), rooms.subList(4, 5));
        assertThat(listPages(mira, true, tag + "C", 2)).containsExactly(rooms.subList(2, 3));
    }

    @Test
    void browsingShowsMemberCounts() {
        var open = createRoom(mira, "a", "public");
        eve.join(open);

        assertThat(eve.get("/api/rooms?q={q}", tag).getList("items.members")).containsExactly(2);
        assertThat(eve.get("/api/rooms/{id}", open).getInt("members")).isEqualTo(2);
    }

    @Test
    void allOfManyRoomsAreReachable() {
        for (var number = 0; number < 120; number++) {
            createRoom(mira, "-" + number, "private");
        }

        assertThat(listPages(mira, true, "", 50).stream().mapToInt(List::size)).containsExactly(50, 50, 20);
        assertThat(listPages(mira, false, tag, 50).stream().mapToInt(List::size))
                .containsExactly(50, 50, 20);
    }

    private long createRoom(TestUser owner, String end, String kind) {
        return owner.requestWith(Map.of("name", tag + end, "kind", kind))
                .post("/api/rooms")
                .then()
                .statusCode(201)
                .extract()
                .as(Json.class)
                .getLong("id");
    }

    private static List<Long> findRooms(TestUser viewer, String q) {
        return listPages(viewer, false, q, 100).get(0);
    }

    private static List<List<Long>> listPages(TestUser viewer, boolean mine, String q, int limit) {
        var pages = new ArrayList<List<Long>>();
        for (var after = ""; after != null; ) {
            var page = page(viewer, mine, q, after, limit);
            pages.add(page.rooms());
            after = page.next();
        }
        return pages;
    }

    private record Page(List<Long> rooms, String next) {}

    private static Page page(TestUser viewer, boolean mine, String q, String after, int limit) {
        var page = viewer.get("/api/rooms?mine={mine}&q={q}&after={after}&limit={limit}", mine, q, after, limit);
        return new Page(page.getList("items.id", Long.class), page.getString("next"));
    }
}

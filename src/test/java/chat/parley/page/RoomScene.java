package chat.parley.page;

import java.util.Map;

import chat.parley.Json;
import chat.parley.TestUser;
import chat.parley.admin.AdminActions;
import chat.parley.attachment.TestImages;

/** Sample data for screens: an administrator in a room with every kind of message. */
record RoomScene(TestUser mira, TestUser tom, long room, long empty, String link) {

    private static final String EVERYTHING = """
            # The new oven

            It *bakes* **two** loaves, `at once`, ~~one by one~~: see <https://bread.example/ovens>.

            - [x] measured
            - [ ] paid

            > who kneads it?

            | loaf | minutes |
            | :--- | ---: |
            | rye | 55 |

            ```
            heat(230);
            ```
            """;

    static RoomScene set() {
        var mira = TestUser.called("mira");
        var tom = TestUser.called("tom");
        AdminActions.makesAdmin(mira);
        calls(mira, "Mira Lind");
        calls(tom, "Tom Field");
        tom.uploadsAvatar(TestImages.dusk(64, 64));
        var room = makes(mira, "Kitchen");
        var empty = makes(mira, "Attic");
        mira.invites(room, tom);
        tom.posts(room, "https://bread.example/" + "x".repeat(200));
        tom.posts(room, "Good morning! I have the plans with me.");
        mira.posts(room, EVERYTHING);
        mira.posts(room, "@" + tom.username() + ", is that yours? :cake:");
        reply(tom, room, 3, "It is. :tada:");
        mira.reacts(room, 5, "🎉");
        tom.reacts(room, 5, "🎉");
        tom.reacts(room, 5, "🍰");
        tom.posts(room, "Sevn at eigt.");
        tom.edits(room, 6, "Seven at eight.");
        tom.posts(room, "never mind");
        tom.deletes(room, 7);
        tom.posts(room, "صباح الخير يا ميرا");
        tom.postsFiles(
                room,
                tom.uploads(room, "oven.png", TestImages.dusk(480, 300)),
                tom.uploads(room, "plan.txt", "heat, wait".getBytes()));
        tom.posts(room, "Ready when you are.");
        mira.pins(room, 3);
        mira.marksRead(room, 8);
        mira.opensDirect(tom);
        var link = mira.sends(Map.of("lastsHours", 24))
                .post("/api/rooms/{id}/invitations", room)
                .then()
                .statusCode(201)
                .extract()
                .as(Json.class)
                .getString("token");
        return new RoomScene(mira, tom, room, empty, link);
    }

    private static void calls(TestUser person, String name) {
        person.sends(Map.of("displayName", name)).patch("/api/me").then().statusCode(200);
    }

    private static long makes(TestUser person, String name) {
        return person.sends(Map.of("name", name, "topic", "What goes on here", "kind", "private"))
                .post("/api/rooms")
                .then()
                .statusCode(201)
                .extract()
                .as(Json.class)
                .getLong("id");
    }

    private static void reply(TestUser person, long room, long to, String body) {
        person.sends(Map.of("body", body, "clientId", "answer", "replyTo", to))
                .post("/api/rooms/{id}/messages", room)
                .then()
                .statusCode(201);
    }
}

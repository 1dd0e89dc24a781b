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
        var mira = TestUser.create("mira");
        var tom = TestUser.create("tom");
        AdminActions.grantAdmin(mira);
        calls(mira, "Mira Lind");
        calls(tom, "Tom Field");
        tom.uploadAvatar(TestImages.gradient(64, 64));
        var room = makes(mira, "Kitchen");
        var empty = makes(mira, "Attic");
        mira.invite(room, tom);
        tom.post(room, "https://bread.example/" + "x".repeat(200));
        tom.post(room, "Good morning! I have the plans with me.");
        mira.post(room, EVERYTHING);
        mira.post(room, "@" + tom.username() + ", is that yours? :cake:");
        reply(tom, room, 3, "It is. :tada:");
        mira.react(room, 5, "🎉");
        tom.react(room, 5, "🎉");
        tom.react(room, 5, "🍰");
        tom.post(room, "Sevn at eigt.");
        tom.edit(room, 6, "Seven at eight.");
        tom.post(room, "never mind");
        tom.delete(room, 7);
        tom.post(room, "صباح الخير يا ميرا");
        tom.postFiles(
                room,
                tom.upload(room, "oven.png", TestImages.gradient(480, 300)),
                tom.upload(room, "plan.txt", "heat, wait".getBytes()));
        tom.post(room, "Ready when you are.");
        mira.pin(room, 3);
        mira.markRead(room, 8);
        mira.openDirect(tom);
        var link = mira.requestWith(Map.of("lastsHours", 24))
                .post("/api/rooms/{id}/invitations", room)
                .then()
                .statusCode(201)
                .extract()
                .as(Json.class)
                .getString("token");
        return new RoomScene(mira, tom, room, empty, link);
    }

    private static void calls(TestUser person, String name) {
        person.requestWith(Map.of("displayName", name)).patch("/api/me").then().statusCode(200);
    }

    private static long makes(TestUser person, String name) {
        return person.requestWith(Map.of("name", name, "topic", "What goes on here", "kind", "private"))
                .post("/api/rooms")
                .then()
                .statusCode(201)
                .extract()
                .as(Json.class)
                .getLong("id");
    }

    private static void reply(TestUser person, long room, long to, String body) {
        person.requestWith(Map.of("body", body, "clientId", "answer", "replyTo", to))
                .post("/api/rooms/{id}/messages", room)
                .then()
                .statusCode(201);
    }
}

package chat.parley;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;

/** A client that follows a room according to the contract: it fetches the room once and then applies every frame to that state. The result must equal a fresh fetch. */
public final class RoomFollower implements AutoCloseable {

    private final TestUser person;
    private final long room;
    private final TestSocket testSocket;
    private final TreeMap<Long, Map<String, Object>> held;
    private long version;

    private RoomFollower(TestUser person, long room) {
        this.person = person;
        this.room = room;
        this.testSocket = person.openSocket();
        this.version = testSocket.ready().getLong("rooms.find { it.id == %d }.version".formatted(room));
        this.held = fetch();
    }

    public static RoomFollower of(TestUser person, long room) {
        return new RoomFollower(person, room);
    }

    /** Runs an action and checks that its frames describe the whole change; fails if there are no frames. */
    public void verify(Runnable action) {
        var before = version;

        action.run();

        var now = person.get("/api/rooms/{id}", room).getLong("version");
        assertThat(now).as("the act changed the room").isGreaterThan(before);
        while (version < now) {
            apply(testSocket.receive("message", frame -> frame.getLong("room") == room));
        }
        assertThat(held).as("folded frames against a fresh fetch").isEqualTo(fetch());
    }

    @Override
    public void close() {
        testSocket.close();
    }

    private void apply(Json frame) {
        assertThat(frame.getLong("version"))
                .as("versions come in order, each once")
                .isGreaterThan(version);
        version = frame.getLong("version");
        held.put(frame.getLong("seq"), frame.getMap("message"));
    }

    private TreeMap<Long, Map<String, Object>> fetch() {
        var all = new TreeMap<Long, Map<String, Object>>();
        boolean more;
        do {
            var page = person.get(
                    "/api/rooms/{id}/messages?limit=200&after={seq}", room, all.isEmpty() ? 0 : all.lastKey());
            page.<Map<String, Object>>getList("items")
                    .forEach(item -> all.put(((Number) item.get("seq")).longValue(), item));
            more = page.getBoolean("more");
        } while (more);
        return all;
    }
}

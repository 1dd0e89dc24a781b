package chat.parley.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import chat.parley.TestUser;
import io.quarkus.test.junit.QuarkusTest;

/** After any change to a room, a client that catches up from any version has the same state as a fresh fetch. */
@QuarkusTest
class CatchUpTest {

    private static final int ACTS = 60;
    private static final List<String> EMOJI = List.of("👍", "🎉", "🍰");

    private TestUser mira;
    private TestUser tom;
    private long room;
    private long posted;

    @BeforeEach
    void createRoomWithTwoMembers() {
        mira = TestUser.create("mira");
        tom = TestUser.create("tom");
        room = mira.createRoom("public");
        tom.join(room);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void catchUpFromAnyVersionEqualsAFreshFetch(long seed) {
        var random = new Random(seed);
        var heldAt = new HashMap<Long, Map<Long, Object>>();
        heldAt.put(0L, Map.of());
        for (var action = 0; action < ACTS; action++) {
            changeSomething(random);
            if (action % 6 == 0) {
                heldAt.put(version(), fetchAll());
            }
        }

        var fresh = fetchAll();
        heldAt.forEach((version, held) -> assertThat(catchUp(held, version))
                .as("seed %d, from version %d", seed, version)
                .isEqualTo(fresh));
    }

    private void changeSomething(Random random) {
        var who = random.nextBoolean() ? mira : tom;
        var kind = posted == 0 ? 0 : random.nextInt(7);
        var seq = 1 + random.nextInt((int) Math.max(1, posted));
        var emoji = EMOJI.get(random.nextInt(EMOJI.size()));
        var status =
                switch (kind) {
                    case 0, 1 -> postAs(who, random);
                    case 2 -> who.edit(room, seq, "text " + random.nextInt(3)).statusCode();
                    case 3 -> who.react(room, seq, emoji).statusCode();
                    case 4 -> who.removeReaction(room, seq, emoji).statusCode();
                    case 5 -> mira.pin(room, seq).statusCode();
                    default ->
                        random.nextInt(4) == 0
                                ? who.delete(room, seq).statusCode()
                                : mira.request()
                                        .delete("/api/rooms/{id}/messages/{seq}/pin", room, seq)
                                        .statusCode();
                };
        assertThat(status).as("a change, or a clear refusal").isIn(200, 204, 403, 409);
    }

    private int postAs(TestUser who, Random random) {
        var responses = posted > 0 && random.nextBoolean() ? 1 + random.nextInt((int) posted) : null;
        var body = new HashMap<String, Object>(
                Map.of("body", "message for @" + tom.username(), "clientId", "client-" + posted));
        body.put("replyTo", responses);
        who.requestWith(body).post("/api/rooms/{id}/messages", room).then().statusCode(201);
        posted++;
        return 200;
    }

    private Map<Long, Object> catchUp(Map<Long, Object> held, long from) {
        var all = new TreeMap<>(held);
        var version = from;
        boolean more;
        do {
            var page = tom.get("/api/rooms/{id}/messages?changedSince={version}&limit=7", room, version);
            page.<Map<String, Object>>getList("items")
                    .forEach(item -> all.put(((Number) item.get("seq")).longValue(), item));
            version = page.getLong("version");
            more = page.getBoolean("more");
        } while (more);
        return all;
    }

    private Map<Long, Object> fetchAll() {
        var all = new TreeMap<Long, Object>();
        tom.get("/api/rooms/{id}/messages?limit=200", room)
                .<Map<String, Object>>getList("items")
                .forEach(item -> all.put(((Number) item.get("seq")).longValue(), item));
        return all;
    }

    private long version() {
        return tom.get("/api/rooms/{id}", room).getLong("version");
    }
}

package chat.parley.resilience;

import java.io.IOException;
import java.net.http.WebSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import chat.parley.Concurrently;
import com.fasterxml.jackson.databind.JsonNode;

/** Reads like a page: applies the frames of the socket to its state, reconnects when the socket breaks, and then fetches what it missed. It checks on each connection that the versions of a room arrive in order, once each, and without gaps since {@code ready}. */
final class MessageReader implements Runnable {

    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(400);
    private static final int MESSAGES_PER_MARK = 20;
    /** Restart, slow client, and a broken connection without a close code: clients reconnect after these. */
    private static final Set<Integer> RECONNECT_CODES = Set.of(1012, 1013, 1006);

    private final Api api;
    private final boolean marks;
    private final boolean onAGoodNetwork;
    private final Random random;
    private final Map<Long, TreeMap<Long, JsonNode>> held = new HashMap<>();
    private final Map<Long, Long> positions = new HashMap<>();
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile boolean done;
    private volatile WebSocket socket;

    /** @param marks whether it sends its read position */
    MessageReader(Api api, List<Long> rooms, boolean marks, boolean onAGoodNetwork, long seed) {
        this.api = api;
        this.marks = marks;
        this.onAGoodNetwork = onAGoodNetwork;
        this.random = new Random(seed);
        rooms.forEach(room -> held.put(room, new TreeMap<>()));
        rooms.forEach(room -> positions.put(room, 0L));
    }

    @Override
    public void run() {
        while (!done) {
            try {
                var connection = new Connection();
                socket = api.openSocket(connection).get(10, TimeUnit.SECONDS);
                connections.incrementAndGet();
                connection.closed.join();
            } catch (InterruptedException interrupted) {
                return;
            } catch (Exception refused) {
                LockSupport.parkNanos((long) (random.nextDouble() * LONGEST_PAUSE));
            }
        }
    }

    /** Closes the socket and fetches what is still missing. */
    void finish() throws IOException, InterruptedException {
        done = true;
        if (socket != null) {
            socket.abort();
        }
        for (var room : held.keySet()) {
            catchUp(room);
        }
    }

    synchronized boolean holds(long room, long seq) {
        return held.get(room).containsKey(seq);
    }

    @Override
    public synchronized String toString() {
        return "a reader on its connection %d, with %s, at %s"
                .formatted(
                        connections.get(),
                        held.values().stream().map(TreeMap::size).toList(),
                        positions);
    }

    boolean onAGoodNetwork() {
        return onAGoodNetwork;
    }

    synchronized Map<Long, JsonNode> held(long room) {
        return new TreeMap<>(held.get(room));
    }

    Queue<String> problems() {
        return complaints;
    }

    int connections() {
        return connections.get();
    }

    private void catchUp(long room) throws IOException, InterruptedException {
        JsonNode changes;
        do {
            changes = api.fetchChanges(room, position(room));
            applyChanges(room, changes);
        } while (changes.get("more").asBoolean());
    }

    private synchronized long position(long room) {
        return positions.get(room);
    }

    private synchronized void applyChanges(long room, JsonNode changes) {
        changes.get("items").forEach(this::apply);
        positions.merge(room, changes.get("version").asLong(), Math::max);
    }

    /** The highest version of a message wins. */
    private synchronized void apply(JsonNode message) {
        held.get(message.get("room").asLong())
                .merge(
                        message.get("seq").asLong(),
                        message,
                        (one, other) -> one.get("version").asLong()
                                        >= other.get("version").asLong()
                                ? one
                                : other);
    }

    /** Handles the frames of one socket until it breaks. */
    private final class Connection implements WebSocket.Listener {

        private final CompletableFuture<Void> closed = new CompletableFuture<>();
        private final StringBuilder partial = new StringBuilder();
        private final Map<Long, Long> told = new HashMap<>();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                receive(from, partial.toString());
                partial.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            if (!RECONNECT_CODES.contains(code)) {
                complaints.add("closed with " + code);
            }
            closed.complete(null);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed.complete(null);
        }

        private void receive(WebSocket from, String text) {
            try {
                var frame = Api.JSON.readTree(text);
                switch (frame.get("type").asText()) {
                    case "ready" -> ready(frame);
                    case "message" -> message(from, frame);
                    default -> {}
                }
            } catch (IOException broken) {
                complaints.add("not JSON: " + text);
            }
        }

        /** Fetches missed messages while the socket keeps receiving. */
        private void ready(JsonNode frame) {
            frame.get("rooms")
                    .forEach(room -> told.put(
                            room.get("id").asLong(), room.get("version").asLong()));
            Concurrently.runAsync(() -> held.keySet().forEach(this::fetch));
        }

        /** Retries until it succeeds or a newer socket fetches the room. */
        private void fetch(long room) {
            while (!closed.isDone() && !done) {
                try {
                    catchUp(room);
                    return;
                } catch (IOException broken) {
                    LockSupport.parkNanos((long) (random.nextDouble() * LONGEST_PAUSE));
                } catch (InterruptedException stopped) {
                    return;
                }
            }
        }

        private void message(WebSocket from, JsonNode frame) {
            var room = frame.get("room").asLong();
            var version = frame.get("version").asLong();
            if (version != told.get(room) + 1) {
                complaints.add("room %d: version %d after %d".formatted(room, version, told.get(room)));
            }
            told.put(room, version);
            apply(frame.get("message"));
            if (marks && version % MESSAGES_PER_MARK == 0) {
                from.sendText(
                        "{\"type\":\"read\",\"room\":%d,\"seq\":%d}"
                                .formatted(room, frame.get("seq").asLong()),
                        true);
            }
        }
    }
}

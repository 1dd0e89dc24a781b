package chat.parley.backplane;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

import chat.parley.platform.RedisSlots;
import io.vertx.redis.client.Response;

/** The owner of each slot of a cluster, as one of its nodes reported it. */
record SlotMap(NavigableMap<Integer, Range> ranges) {

    /** What has no slots is in nobody's hands while a cluster is put together. */
    static final SlotMap NONE = new SlotMap(new TreeMap<>());
    /** Also a node with one slot of the 16,384 has its tag among so many. */
    private static final int MAX_TAGS = 1_000_000;

    /** From the slot that it is noted by to {@code last}, both included. */
    record Range(int last, String address) {}

    /**
     * @param slots the answer to {@code CLUSTER SLOTS}: for each range its ends, its master, and the master's replicas
     * @param address of a host, which is empty where it is the one that was asked, and a port
     */
    static SlotMap read(Response slots, BiFunction<String, Integer, String> address) {
        var ranges = new TreeMap<Integer, Range>();
        for (var range : slots) {
            var master = range.get(2);
            var host = master.get(0) == null ? "" : master.get(0).toString();
            ranges.put(
                    range.get(0).toInteger(),
                    new Range(
                            range.get(1).toInteger(),
                            address.apply(host, master.get(1).toInteger())));
        }
        return new SlotMap(ranges);
    }

    Optional<String> of(String channel) {
        var slot = RedisSlots.of(channel);
        return Optional.ofNullable(ranges.floorEntry(slot))
                .map(Map.Entry::getValue)
                .filter(range -> slot <= range.last())
                .map(Range::address);
    }

    Set<String> addresses() {
        return ranges.values().stream().map(Range::address).collect(Collectors.toSet());
    }

    /** For each address what a channel may have in its name to be there: what stands in braces decides alone. */
    Map<String, String> tags() {
        var tags = new HashMap<String, String>();
        var missing = new HashSet<>(addresses());
        for (var number = 0; number < MAX_TAGS && !missing.isEmpty(); number++) {
            var tag = "{" + number + "}";
            of(tag).filter(missing::remove).ifPresent(address -> tags.put(address, tag));
        }
        return tags;
    }
}

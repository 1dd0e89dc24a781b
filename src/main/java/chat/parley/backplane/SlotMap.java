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

    /** The map before a cluster has reported one: no slot has an owner. */
    static final SlotMap NONE = new SlotMap(new TreeMap<>());
    /** Enough tags to find one for a node that owns a single slot of the 16,384. */
    private static final int MAX_TAGS = 1_000_000;

    /** A range of slots from its key in the map to {@code last}, both inclusive. */
    record Range(int last, String address) {}

    /**
     * @param slots the answer to {@code CLUSTER SLOTS}: for each range its ends, its master, and the master's replicas
     * @param address makes an address of a host and a port; the host is empty for the node that answered
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

    /** The address of the node that owns a channel; empty if there is none. */
    Optional<String> addressOf(String channel) {
        var slot = RedisSlots.of(channel);
        return Optional.ofNullable(ranges.floorEntry(slot))
                .map(Map.Entry::getValue)
                .filter(range -> slot <= range.last())
                .map(Range::address);
    }

    /** The addresses of all nodes that own a slot. */
    Set<String> addresses() {
        return ranges.values().stream().map(Range::address).collect(Collectors.toSet());
    }

    /** A hash tag for each address: a channel whose name contains it belongs to that node. */
    Map<String, String> tags() {
        var tags = new HashMap<String, String>();
        var missing = new HashSet<>(addresses());
        for (var number = 0; number < MAX_TAGS && !missing.isEmpty(); number++) {
            var tag = "{" + number + "}";
            addressOf(tag).filter(missing::remove).ifPresent(address -> tags.put(address, tag));
        }
        return tags;
    }
}

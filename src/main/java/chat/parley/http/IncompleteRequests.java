package chat.parley.http;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The incomplete requests of each network address, oldest first. Above the limit of an address its oldest one is
 * aborted: a request of an honest client is complete after one round trip, so it is never the oldest for long, even if
 * an attacker shares the address. Thread-safe.
 */
final class IncompleteRequests {

    private final long maxPerAddress;
    private final Map<String, Set<RequestFlowControl>> byAddress = new HashMap<>();

    IncompleteRequests(long maxPerAddress) {
        this.maxPerAddress = maxPerAddress;
    }

    /**
     * Adds a request.
     *
     * @return the request to abort, if the address is above its limit; it is removed from the list
     */
    synchronized Optional<RequestFlowControl> add(String address, RequestFlowControl flow) {
        var ofAddress = byAddress.computeIfAbsent(address, key -> new LinkedHashSet<>());
        ofAddress.add(flow);
        if (ofAddress.size() <= maxPerAddress) {
            return Optional.empty();
        }
        var oldest = ofAddress.iterator().next();
        ofAddress.remove(oldest);
        return Optional.of(oldest);
    }

    synchronized void remove(String address, RequestFlowControl flow) {
        byAddress.computeIfPresent(address, (key, ofAddress) -> {
            ofAddress.remove(flow);
            return ofAddress.isEmpty() ? null : ofAddress;
        });
    }
}

package chat.parley.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Bounds the memory for buffered bytes of all connections: received and not handled yet, or to be sent. Above the
 * bound, the connections whose bytes wait longest are closed. Thread-safe.
 */
final class BufferBudget {

    private final long maxBytes;
    private final Map<RequestFlowControl, Long> waiting = new LinkedHashMap<>();
    private long total;

    /** @param maxBytes the limit for all connections in total */
    BufferBudget(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * Sets the number of buffered bytes of a connection; 0 removes it.
     *
     * @return the connections to close, oldest first
     */
    synchronized List<RequestFlowControl> set(RequestFlowControl flow, long bytes) {
        var before = bytes == 0 ? waiting.remove(flow) : waiting.put(flow, bytes);
        total += bytes - (before == null ? 0 : before);
        if (total <= maxBytes) {
            return List.of();
        }
        var victims = new ArrayList<RequestFlowControl>();
        for (var oldest = waiting.entrySet().iterator(); total > maxBytes && oldest.hasNext(); ) {
            var victim = oldest.next();
            victims.add(victim.getKey());
            total -= victim.getValue();
            oldest.remove();
        }
        return victims;
    }
}

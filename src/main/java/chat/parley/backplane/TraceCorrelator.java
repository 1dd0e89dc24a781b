package chat.parley.backplane;

import java.util.LinkedHashMap;
import java.util.Map;

import io.opentelemetry.api.trace.SpanContext;

/** Matches room updates with their trace headers. Thread-safe: each node of a cluster may have its own. */
final class TraceCorrelator {

    /** Of those whose hint was lost, the oldest are forgotten. */
    private static final int MAX_WAITING_TRACES = 1_000;

    private record Change(long room, long version) {}

    private final Map<Change, SpanContext> waiting = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Change, SpanContext> eldest) {
            return size() > MAX_WAITING_TRACES;
        }
    };

    synchronized void keep(TraceHeader origin) {
        waiting.put(new Change(origin.room(), origin.version()), origin.trace());
    }

    synchronized RoomUpdate traced(RoomUpdate hint) {
        var trace = waiting.isEmpty() ? null : waiting.remove(new Change(hint.room(), hint.version()));
        return trace == null ? hint : hint.of(trace);
    }
}

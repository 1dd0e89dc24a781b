package chat.parley.backplane;

import java.util.LinkedHashMap;
import java.util.Map;

import io.opentelemetry.api.trace.SpanContext;

/** Matches room updates with their trace headers. Thread-safe: each node of a cluster may have its own. */
final class TraceCorrelator {

    /** Above this the oldest headers are dropped: their updates were lost. */
    private static final int MAX_PENDING_TRACES = 1_000;

    private record Change(long room, long version) {}

    private final Map<Change, SpanContext> pending = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Change, SpanContext> eldest) {
            return size() > MAX_PENDING_TRACES;
        }
    };

    /** Stores the trace until its update arrives. */
    synchronized void add(TraceHeader header) {
        pending.put(new Change(header.room(), header.version()), header.trace());
    }

    /** Returns the update with its trace, or the update itself if no header arrived for it. */
    synchronized RoomUpdate withTrace(RoomUpdate update) {
        var trace = pending.isEmpty() ? null : pending.remove(new Change(update.room(), update.version()));
        return trace == null ? update : update.withTrace(trace);
    }
}

package chat.parley.ops;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import chat.parley.platform.SpanEndProcessor;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.ReadWriteSpan;

/**
 * Removes personal data from spans before they leave the process: network addresses, user agents, and the requested
 * path and query, which contain names, tokens and search terms. The route remains. Exceptions are not recorded at all
 * ({@code quarkus.otel.span.event.count.limit}).
 */
@ApplicationScoped
class SpanFilter extends SpanEndProcessor {

    private static final List<AttributeKey<String>> PERSONAL_ATTRIBUTES = List.of(
            AttributeKey.stringKey("url.path"),
            AttributeKey.stringKey("url.query"),
            AttributeKey.stringKey("url.full"),
            AttributeKey.stringKey("client.address"),
            AttributeKey.stringKey("network.peer.address"),
            AttributeKey.stringKey("user_agent.original"));
    private static final String REMOVED = "";

    /** Replaces the values, because attributes cannot be removed. */
    @Override
    public void onEnding(ReadWriteSpan span) {
        for (var key : PERSONAL_ATTRIBUTES) {
            if (span.getAttribute(key) != null) {
                span.setAttribute(key, REMOVED);
            }
        }
    }
}

package chat.parley.telemetry;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;

/**
 * Creates the spans of a message on its way through the service. If tracing is disabled ({@code quarkus.otel.sdk.disabled}), or a
 * request is not sampled, spans are no-ops. Spans contain room ids and versions, and never names or contents. Thread-safe.
 */
@ApplicationScoped
public class Traces {

    private static final Span NO_OP = Span.getInvalid();

    private final Tracer tracer;
    private final boolean disabled;

    @Inject
    Traces(Tracer tracer, @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean disabled) {
        this.tracer = tracer;
        this.disabled = disabled;
    }

    /** Traces that record nothing. */
    public static Traces none() {
        return new Traces(OpenTelemetry.noop().getTracer("none"), true);
    }

    /** Starts a child of the current span; a no-op span if that is not sampled. */
    public Span begin(String name, SpanKind kind) {
        return disabled ? NO_OP : begin(name, kind, Span.current().getSpanContext());
    }

    /** Starts a child of a span of another thread or process; a no-op span if that is not sampled. */
    public Span begin(String name, SpanKind kind, SpanContext parent) {
        if (disabled || !parent.isSampled()) {
            return NO_OP;
        }
        return tracer.spanBuilder(name)
                .setSpanKind(kind)
                .setParent(Context.root().with(Span.wrap(parent)))
                .startSpan();
    }

    /**
     * Starts a span for work that several spans share, in a new trace and linked with each of them. A no-op span if none of them
     * is sampled.
     */
    public Span beginShared(String name, List<Span> spans) {
        if (disabled || spans.stream().noneMatch(span -> span.getSpanContext().isSampled())) {
            return NO_OP;
        }
        var builder = tracer.spanBuilder(name).setNoParent();
        spans.stream().map(Span::getSpanContext).filter(SpanContext::isSampled).forEach(builder::addLink);
        var shared = builder.startSpan();
        spans.forEach(span -> span.addLink(shared.getSpanContext()));
        return shared;
    }

    /** Makes a span the current one of this thread, until the scope is closed. */
    public static Scope makeCurrent(Span span) {
        return span == NO_OP ? Scope.noop() : span.makeCurrent();
    }

    /**
     * Ends a span.
     *
     * @param failure the error, or null. Only the status is recorded, because its message may quote contents
     */
    public static void end(Span span, Throwable failure) {
        if (failure != null) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }
}

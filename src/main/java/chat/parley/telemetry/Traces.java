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
 * The parts of a message's way, as a trace shows them, where tracing is switched on ({@code quarkus.otel.sdk.disabled=false});
 * else spans that are nothing and cost nothing. What is said of a span is which room and which place, and never who or what. Any thread.
 */
@ApplicationScoped
public class Traces {

    private static final Span NOTHING = Span.getInvalid();

    private final Tracer tracer;
    private final boolean off;

    @Inject
    Traces(Tracer tracer, @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean off) {
        this.tracer = tracer;
        this.off = off;
    }

    /** For who traces nothing. */
    public static Traces none() {
        return new Traces(OpenTelemetry.noop().getTracer("none"), true);
    }

    /** Begins a part of what this thread is at, if that is traced. */
    public Span begin(String name, SpanKind kind) {
        return off ? NOTHING : begin(name, kind, Span.current().getSpanContext());
    }

    /** Begins a part of what another thread or process is at, if that is traced. */
    public Span begin(String name, SpanKind kind, SpanContext parent) {
        if (off || !parent.isSampled()) {
            return NOTHING;
        }
        return tracer.spanBuilder(name)
                .setSpanKind(kind)
                .setParent(Context.root().with(Span.wrap(parent)))
                .startSpan();
    }

    /** Begins what is done for several at once, if any of them is traced: a trace of its own, as it belongs to none of them alone. */
    public Span beginTogether(String name, List<Span> each) {
        if (off || each.stream().noneMatch(span -> span.getSpanContext().isSampled())) {
            return NOTHING;
        }
        var together = tracer.spanBuilder(name).setNoParent();
        each.stream().map(Span::getSpanContext).filter(SpanContext::isSampled).forEach(together::addLink);
        var begun = together.startSpan();
        each.forEach(span -> span.addLink(begun.getSpanContext()));
        return begun;
    }

    /** Has what this thread begins be a part of the span, until it is closed. */
    public static Scope within(Span span) {
        return span == NOTHING ? Scope.noop() : span.makeCurrent();
    }

    /** @param failure what went wrong, or null. It is not told: it may quote what somebody wrote */
    public static void end(Span span, Throwable failure) {
        if (failure != null) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }
}

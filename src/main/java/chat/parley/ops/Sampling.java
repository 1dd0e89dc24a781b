package chat.parley.ops;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;

/**
 * Which traces are kept: of all requests a share ({@code quarkus.otel.traces.sampler.arg}), with all that belongs to them, also
 * the batches that they shared with others, which are traces of their own.
 */
@ApplicationScoped
class Sampling {

    @Produces
    @Singleton
    Sampler sampler(@ConfigProperty(name = "quarkus.otel.traces.sampler.arg") double share) {
        return new WithWhatIsLinked(Sampler.parentBased(Sampler.traceIdRatioBased(share)));
    }

    private record WithWhatIsLinked(Sampler usual) implements Sampler {

        @Override
        public SamplingResult shouldSample(
                Context parent, String trace, String name, SpanKind kind, Attributes attributes, List<LinkData> links) {
            return links.stream().anyMatch(link -> link.getSpanContext().isSampled())
                    ? SamplingResult.recordAndSample()
                    : usual.shouldSample(parent, trace, name, kind, attributes, links);
        }

        @Override
        public String getDescription() {
            return usual.getDescription() + " with what is linked";
        }
    }
}

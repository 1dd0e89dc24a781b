package chat.parley.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** A collector that receives the spans of a process by OTLP over HTTP. It parses the fields by number, as <a href="https://github.com/open-telemetry/opentelemetry-proto">the protocol</a> defines them, without the generated classes. */
public final class SpanReceiver implements AutoCloseable {

    /** Ids in hexadecimal; the parent is empty for a root span. */
    public record Span(String trace, String id, String parent, String name) {}

    private final HttpServer server;
    private final List<Span> spans = new CopyOnWriteArrayList<>();

    public static SpanReceiver start() {
        try {
            return new SpanReceiver(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private SpanReceiver(HttpServer server) {
        this.server = server;
        server.createContext("/v1/traces", this::receive);
        server.start();
    }

    /** Settings that make a process send all its spans here without delay. */
    public Map<String, String> settings() {
        return Map.of(
                "QUARKUS_OTEL_SDK_DISABLED",
                "false",
                "QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL",
                "http/protobuf",
                "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "QUARKUS_OTEL_BSP_SCHEDULE_DELAY",
                "50ms");
    }

    public List<Span> ofTrace(String trace) {
        return spans.stream().filter(span -> span.trace().equals(trace)).toList();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            subfields(ByteString.readFrom(exchange.getRequestBody()), 1)
                    .flatMap(ofProcess -> subfields(ofProcess, 2))
                    .flatMap(ofScope -> subfields(ofScope, 2))
                    .map(SpanReceiver::span)
                    .forEach(spans::add);
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static Span span(ByteString bytes) {
        return new Span(
                hexField(bytes, 1),
                hexField(bytes, 2),
                hexField(bytes, 4),
                subfields(bytes, 5).findFirst().orElseThrow().toStringUtf8());
    }

    private static String hexField(ByteString bytes, int field) {
        return subfields(bytes, field)
                .findFirst()
                .map(part -> HexFormat.of().formatHex(part.toByteArray()))
                .orElse("");
    }

    private static Stream<ByteString> subfields(ByteString bytes, int field) {
        try {
            return UnknownFieldSet.parseFrom(bytes).getField(field).getLengthDelimitedList().stream();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

package chat.parley.ops;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import chat.parley.SharedTestProfile;
import chat.parley.TestUser;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;

/** Traces of requests. Shares the application with {@link chat.parley.LeakTest}. */
@QuarkusTest
@TestProfile(SharedTestProfile.class)
class TracingTest {

    private static final String POST = "POST /api/rooms/{id}/messages";

    @Inject
    InMemorySpanExporter spans;

    private TestUser mira;
    private long room;

    @BeforeEach
    void createRoom() {
        mira = TestUser.create("mira");
        room = mira.createRoom("private");
        await().until(() -> spansNamed("POST /api/rooms").size() > 0);
        spans.reset();
    }

    @Test
    void messageIsOneTraceFromRequestToDelivery() {
        try (var socket = mira.openSocket()) {
            mira.post(room, "hello");
            socket.receive("message");
        }

        var request = onlySpan(POST);
        var append = onlySpan("append");
        var publish = onlySpan("publish");
        var push = onlySpan("push");
        assertThat(append.getParentSpanId()).isEqualTo(request.getSpanId());
        assertThat(publish.getParentSpanId()).isEqualTo(append.getSpanId());
        assertThat(push.getParentSpanId()).isEqualTo(publish.getSpanId());
        assertThat(List.of(append, publish, push))
                .extracting(SpanData::getTraceId)
                .containsOnly(request.getTraceId());
    }

    @Test
    void batchIsASeparateLinkedTrace() {
        mira.post(room, "hello");

        var batch = onlySpan("batch");
        assertThat(batch.getParentSpanContext().isValid()).isFalse();
        assertThat(batch.getLinks())
                .extracting(LinkData::getSpanContext)
                .containsExactly(onlySpan("append").getSpanContext());
        assertThat(onlySpan("append").getLinks())
                .extracting(link -> link.getSpanContext().getSpanId())
                .containsExactly(batch.getSpanId());
        assertThat(onlySpan("commit").getParentSpanId()).isEqualTo(batch.getSpanId());
    }

    @Test
    void editIsDeliveredInTheTraceOfItsRequest() {
        mira.post(room, "hello");
        onlySpan("push");
        spans.reset();

        mira.requestWith(Map.of("body", "hello again"))
                .patch("/api/rooms/{id}/messages/1", room)
                .then()
                .statusCode(200);

        var request = onlySpan("PATCH /api/rooms/{id}/messages/{seq}");
        assertThat(onlySpan("publish").getParentSpanId()).isEqualTo(request.getSpanId());
        assertThat(onlySpan("push").getTraceId()).isEqualTo(request.getTraceId());
    }

    @Test
    void traceOfAProxyIsContinued() {
        mira.request()
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .contentType(ContentType.JSON)
                .body(Map.of("body", "hello", "clientId", "c"))
                .post("/api/rooms/{id}/messages", room)
                .then()
                .statusCode(201);

        assertThat(onlySpan(POST).getTraceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(onlySpan("push").getTraceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    }

    @Test
    void spansContainNoPersonalData() {
        var secret = "secret" + System.nanoTime();
        mira.post(room, "hello " + secret);
        mira.request()
                .header("User-Agent", "browser-" + secret)
                .header("X-Forwarded-For", "203.0.113.7")
                .get("/api/search?q={q}", secret);
        mira.request().get("/api/users?q={q}", secret);
        mira.request()
                .contentType(ContentType.JSON)
                .body("{\"body\":\"" + secret + "\",,}")
                .post("/api/rooms/{id}/messages", room)
                .then()
                .statusCode(400);
        mira.requestWith(Map.of("body", secret.repeat(400), "clientId", "c"))
                .post("/api/rooms/{id}/messages", room)
                .then()
                .statusCode(400);
        given().contentType(ContentType.JSON)
                .body("{\"password\":\"" + secret + "\"}")
                .put("/api/password-resets/{token}", secret);
        given().get("/join/{link}", secret);
        given().get("/nothing/{secret}", secret).then().statusCode(404);
        given().get("/test/failing/worker").then().statusCode(500);
        onlySpan("GET /test/failing/worker");
        onlySpan("push");

        assertThat(spans.getFinishedSpanItems()).hasSizeGreaterThan(8).allSatisfy(span -> {
            assertThat(span.toString())
                    .doesNotContain(secret)
                    .doesNotContain(mira.username())
                    .doesNotContain("203.0.113.7")
                    .doesNotContain("address=\"127.0.0.1\"");
            assertThat(span.getEvents()).as("what a failure says").isEmpty();
        });
    }

    @Test
    void healthChecksAreNotTraced() {
        given().get("/q/health/ready").then().statusCode(200);
        given().get("/q/metrics").then().statusCode(200);
        mira.post(room, "hello");
        onlySpan(POST);

        assertThat(spans.getFinishedSpanItems()).extracting(SpanData::getName).noneMatch(name -> name.contains("/q/"));
    }

    private SpanData onlySpan(String name) {
        await().until(() -> spansNamed(name).size() == 1);
        return spansNamed(name).get(0);
    }

    private List<SpanData> spansNamed(String name) {
        return spans.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(name))
                .toList();
    }
}

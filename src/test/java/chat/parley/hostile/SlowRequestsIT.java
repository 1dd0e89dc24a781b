package chat.parley.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import chat.parley.ops.ServiceProcess;
import io.restassured.RestAssured;

/** Unauthenticated clients that send a request one byte at a time hold no thread, are disconnected after the deadline, and do not delay others. */
@Tag("own-processes")
class SlowRequestsIT {

    private static final String FORM = "Host: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n";
    private static final String SLOW_BODY = "POST /login HTTP/1.1\r\n" + FORM + "Content-Length: 5000\r\n\r\n";
    private static final int ADDRESSES = 5;
    private static final int PER_ADDRESS = 200;
    private static final int MAX_CONNECTIONS_PER_ADDRESS = 3 * PER_ADDRESS;
    private static final int PROBE_REQUESTS = 20;
    /** There are 200 worker threads; a few do other work. */
    private static final int FEW_THREADS = 50;

    /** Half of the default, so the test takes half of the time. */
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private static final Duration PAST_DEADLINE = DEADLINE.plusSeconds(15);
    private static final Duration DRIP_INTERVAL = Duration.ofMillis(500);
    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(10);
    private static final Pattern THREADS = Pattern.compile("(?m)^jvm_threads_live_threads (\\S+)");
    private static final Pattern OVER_THE_BOUND =
            Pattern.compile("(?m)^parley_http_aborted_total\\{reason=\"address\"} (\\S+)");
    private static final Pattern TOO_MANY_CONNECTIONS =
            Pattern.compile("(?m)^parley_http_aborted_total\\{reason=\"connections\"} (\\S+)");
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .connectTimeout(RESPONSE_TIMEOUT)
            .build();

    @TempDir
    static Path folder;

    private static ServiceProcess service;

    @BeforeAll
    static void startService() {
        service = ServiceProcess.start(Map.of(
                "PARLEY_DATA_DIR",
                folder.toString(),
                "PARLEY_HTTP_REQUEST_TIMEOUT",
                DEADLINE.toString(),
                "PARLEY_HTTP_MAX_CONNECTIONS_PER_ADDRESS",
                String.valueOf(MAX_CONNECTIONS_PER_ADDRESS)));
    }

    @AfterAll
    static void stopServices() {
        service.kill();
    }

    @Test
    void slowBodiesBlockNoThreadsAndNoOtherClients() throws IOException, InterruptedException {
        assertServes();
        var before = metric(THREADS);
        try (var strangers = new SlowClients()) {
            for (var address = 1; address <= ADDRESSES; address++) {
                strangers.open(PER_ADDRESS, "127.0.1." + address, SLOW_BODY);
            }
            strangers.drip();

            assertServes();
            assertThat(metric(THREADS) - before).isLessThan(FEW_THREADS);
            await().atMost(PAST_DEADLINE).pollInterval(DRIP_INTERVAL).until(() -> {
                strangers.drip();
                return strangers.open() == 0;
            });
            assertThat(strangers.answers())
                    .allSatisfy(response -> assertThat(response)
                            .startsWith("HTTP/1.1 408")
                            .contains("application/problem+json", "\"status\":408"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /login HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
                "POST /login HTTP/1.1\r\n",
                "POST /login HTTP/1.1\r\n" + FORM + "Transfer-Encoding: chunked\r\n\r\n1388\r\n"
            })
    void incompleteRequestTimesOut(String beginning) throws IOException, InterruptedException {
        try (var strangers = new SlowClients()) {
            strangers.open(PER_ADDRESS, "127.0.2.1", beginning);

            assertServes();
            await().atMost(PAST_DEADLINE).pollInterval(DRIP_INTERVAL).until(() -> {
                strangers.drip();
                return strangers.open() == 0;
            });
            assertThat(strangers.answered(408)).isEqualTo(PER_ADDRESS);
        }
    }

    /** The oldest requests are aborted, so that other users at the same address are still served. */
    @Test
    void incompleteRequestsPerAddressAreLimited() throws IOException, InterruptedException {
        try (var strangers = new SlowClients()) {
            strangers.open(2 * PER_ADDRESS, "127.0.0.1", SLOW_BODY);

            await().atMost(RESPONSE_TIMEOUT).untilAsserted(() -> {
                strangers.read();
                assertThat(strangers.answered(429)).isGreaterThanOrEqualTo(PER_ADDRESS);
                assertThat(strangers.open()).isLessThanOrEqualTo(PER_ADDRESS);
            });
            assertServes();
        }
    }

    @Test
    void connectionsPerAddressAreLimited() throws IOException, InterruptedException {
        try (var strangers = new SlowClients()) {
            strangers.open(MAX_CONNECTIONS_PER_ADDRESS + PER_ADDRESS, "127.0.6.1", "");

            await().atMost(RESPONSE_TIMEOUT).untilAsserted(() -> {
                strangers.read();
                assertThat(metric(TOO_MANY_CONNECTIONS)).isEqualTo(PER_ADDRESS);
                assertThat(strangers.open()).isLessThanOrEqualTo(MAX_CONNECTIONS_PER_ADDRESS);
            });
            assertServes();
        }
    }

    /** One address may have many idle connections: they use little memory, and browsers open some in advance. */
    @Test
    void silentConnectionsTimeOut() throws IOException, InterruptedException {
        var overTheBound = metric(OVER_THE_BOUND);
        try (var strangers = new SlowClients()) {
            strangers.open(2 * PER_ADDRESS, "127.0.5.1", "");

            assertServes();
            await().atMost(PAST_DEADLINE).pollInterval(DRIP_INTERVAL).until(() -> {
                strangers.read();
                return strangers.open() == 0;
            });
            assertThat(strangers.answers()).containsOnly("");
            assertThat(metric(OVER_THE_BOUND)).isEqualTo(overTheBound);
        }
    }

    /** A worker streams uploads, but only for authenticated users. Until it gets a response, the request counts as pending and is limited. */
    @Test
    void anonymousUploadIsRejectedBeforeItsBody() throws IOException, InterruptedException {
        try (var strangers = new SlowClients()) {
            strangers.open(
                    PER_ADDRESS + PER_ADDRESS / 2,
                    "127.0.4.1",
                    "POST /api/rooms/1/attachments HTTP/1.1\r\nHost: localhost\r\n"
                            + "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 500000\r\n\r\n");

            await().atMost(RESPONSE_TIMEOUT).untilAsserted(() -> {
                strangers.read();
                assertThat(strangers.answers())
                        .allSatisfy(response -> assertThat(response).matches("(?s)HTTP/1.1 (401|429).*"));
            });
            assertThat(strangers.answered(401)).isGreaterThanOrEqualTo(PER_ADDRESS);
            assertServes();
            await().atMost(PAST_DEADLINE).pollInterval(DRIP_INTERVAL).until(() -> {
                strangers.drip();
                return strangers.open() == 0;
            });
        }
    }

    /** Requests a page, and sends a request with a body to a worker. */
    private static void assertServes() throws IOException, InterruptedException {
        for (var probe = 0; probe < PROBE_REQUESTS; probe++) {
            assertThat(send(request("/login").GET()).statusCode()).isEqualTo(200);
            assertThat(send(request("/api/accounts")
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofString("{}")))
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + path))
                .timeout(RESPONSE_TIMEOUT);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static double metric(Pattern value) throws IOException, InterruptedException {
        var metrics = value.matcher(send(request("/q/metrics").GET()).body());
        assertThat(metrics.find()).isTrue();
        return Double.parseDouble(metrics.group(1));
    }
}

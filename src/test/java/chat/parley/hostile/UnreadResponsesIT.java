package chat.parley.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import chat.parley.ops.ServiceProcess;
import io.restassured.RestAssured;

/** The service processes requests no faster than the client reads responses: neither responses nor requests pile up in memory. */
@Tag("own-processes")
class UnreadResponsesIT {

    private static final String PAGE = "/signup";
    private static final int PIPELINED_REQUESTS = 1_500;
    /** The page has some 10 KB, and the kernel buffers some megabytes. */
    private static final int MAX_ANSWERED = 1_000;

    private static final int RECEIVE_BUFFER_BYTES = 4096;
    private static final int TIMEOUT_MILLIS = 30_000;
    private static final Duration QUIET_PERIOD = Duration.ofSeconds(2);
    private static final Pattern ANSWERED =
            Pattern.compile("(?m)^http_server_requests_seconds_count\\{.*uri=\"" + PAGE + "\".*} (\\S+)");

    @TempDir
    static Path folder;

    private static ServiceProcess service;

    @BeforeAll
    static void startService() {
        service = ServiceProcess.start(Map.of("PARLEY_DATA_DIR", folder.toString()));
    }

    @AfterAll
    static void stopServices() {
        service.kill();
    }

    @Test
    void unreadResponsesPausePipelinedRequestsWithoutLoss() throws IOException {
        try (var client = new Socket()) {
            client.setReceiveBufferSize(RECEIVE_BUFFER_BYTES);
            client.setSoTimeout(TIMEOUT_MILLIS);
            client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), RestAssured.port));
            var before = answeredRequests();
            var sent = CompletableFuture.runAsync(() -> send(client));

            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(QUIET_PERIOD)
                    .until(UnreadResponsesIT::answeredRequests, new Unchanged());
            assertThat(answeredRequests() - before).isBetween(1.0, (double) MAX_ANSWERED);

            assertThat(client.getInputStream())
                    .satisfies(all ->
                            assertThat(countResponses(all.readAllBytes())).isEqualTo(PIPELINED_REQUESTS));
            sent.join();
            assertThat(answeredRequests() - before).isEqualTo(PIPELINED_REQUESTS);
        }
    }

    /** Sends requests, the last of which closes the connection. */
    private static void send(Socket client) {
        var request = "GET " + PAGE + " HTTP/1.1\r\nHost: localhost\r\n";
        try {
            client.getOutputStream()
                    .write((request + "\r\n").repeat(PIPELINED_REQUESTS - 1).getBytes(ISO_8859_1));
            client.getOutputStream().write((request + "Connection: close\r\n\r\n").getBytes(ISO_8859_1));
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static int countResponses(byte[] responses) {
        return new String(responses, ISO_8859_1).split("HTTP/1\\.1 200 OK", -1).length - 1;
    }

    private static double answeredRequests() {
        var counts = ANSWERED.matcher(RestAssured.get("/q/metrics").asString());
        return counts.results()
                .mapToDouble(count -> Double.parseDouble(count.group(1)))
                .sum();
    }

    /** Matches when a count is unchanged since the previous check. */
    private static final class Unchanged implements java.util.function.Predicate<Double> {

        private double last = -1;

        @Override
        public boolean test(Double now) {
            var unchanged = now == last && now > 0;
            last = now;
            return unchanged;
        }
    }
}

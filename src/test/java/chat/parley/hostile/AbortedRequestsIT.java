package chat.parley.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import chat.parley.TestUser;
import chat.parley.ops.ServiceProcess;
import io.restassured.RestAssured;

/** Clients disconnect during requests. The service logs no error for them and does not wait for them when it stops. */
@Tag("own-processes")
class AbortedRequestsIT {

    private static final int REQUESTS = 20;
    private static final Duration MAX_STOP_DURATION = Duration.ofSeconds(7);

    @TempDir
    Path folder;

    @Test
    void abortedRequestsCauseNoErrorsOrWaiting() throws IOException {
        try (var service = ServiceProcess.start(Map.of("PARLEY_DATA_DIR", folder.toString()))) {
            var mira = TestUser.create("mira");
            var room = mira.createRoom("public");
            var cookie = "Cookie: parley=" + mira.session() + "\r\nOrigin: " + TestUser.origin() + "\r\n";
            for (var time = 0; time < REQUESTS; time++) {
                sendAndDisconnect(
                        "POST /api/accounts HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{");
                sendAndDisconnect(
                        "POST /login HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab");
                sendAndDisconnect("GET /login HTTP/1.1\r\nHost: localhost\r\n\r\n");
                sendAndDisconnect(
                        "POST /api/rooms/" + room + "/attachments HTTP/1.1\r\nHost: 127.0.0.1:" + RestAssured.port
                                + "\r\n" + cookie
                                + "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 100000\r\n\r\n--x\r\n");
                sendAndDisconnect(
                        "PUT /api/me/picture HTTP/1.1\r\nHost: 127.0.0.1:" + RestAssured.port + "\r\n" + cookie
                                + "Content-Type: multipart/form-data; boundary=x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n--x\r\n");
            }
            // Each account has a few upload slots, and they are free again.
            await().untilAsserted(() -> mira.upload(room, "a.txt", new byte[] {1}));

            var stopStarted = System.nanoTime();
            service.close();

            assertThat(Duration.ofNanos(System.nanoTime() - stopStarted)).isLessThan(MAX_STOP_DURATION);
            assertThat(service.output()).doesNotContain("\"level\":\"ERROR\"", "are aborted", "Request denied:");
        }
    }

    private static void sendAndDisconnect(String beginning) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            socket.getOutputStream().write(beginning.getBytes(ISO_8859_1));
        }
    }
}

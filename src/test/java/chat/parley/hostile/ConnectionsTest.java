package chat.parley.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;

/** Connections are limited, and those above the limit do not affect the others. */
@QuarkusTest
@TestProfile(ConnectionsTest.Few.class)
class ConnectionsTest {

    private static final int MAX_CONNECTIONS = 8;
    private static final int PATIENCE_MS = 10_000;

    public static class Few implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.http.limits.max-connections", String.valueOf(MAX_CONNECTIONS));
        }
    }

    @Test
    void connectionAboveTheLimitIsRejectedAndOthersContinue() throws IOException {
        var open = new ArrayList<Socket>();
        try {
            for (var connection = 0; connection < MAX_CONNECTIONS; connection++) {
                open.add(connected());
            }
            assertThat(open).allMatch(ConnectionsTest::answers);

            try (var tooMany = connected()) {
                assertThat(answers(tooMany)).isFalse();
            }
            assertThat(answers(open.get(0))).isTrue();

            open.remove(1).close();
            await().until(() -> {
                try (var another = connected()) {
                    return answers(another);
                }
            });
        } finally {
            for (var connection : open) {
                connection.close();
            }
        }
    }

    private static Socket connected() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
        socket.setSoTimeout(PATIENCE_MS);
        return socket;
    }

    /** Sends a HEAD request, whose response ends with its headers. */
    private static boolean answers(Socket socket) {
        try {
            socket.getOutputStream().write("HEAD /login HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(ISO_8859_1));
            var answer = new StringBuilder();
            while (answer.indexOf("\r\n\r\n") < 0) {
                var next = socket.getInputStream().read();
                if (next < 0) {
                    return false;
                }
                answer.append((char) next);
            }
            return answer.indexOf("HTTP/1.1 200") == 0;
        } catch (IOException closed) {
            return false;
        }
    }
}

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
@TestProfile(ConnectionsTest.FewConnectionsProfile.class)
class ConnectionsTest {

    private static final int MAX_CONNECTIONS = 8;
    private static final int TIMEOUT_MILLIS = 10_000;

    public static class FewConnectionsProfile implements QuarkusTestProfile {
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
                open.add(connect());
            }
            assertThat(open).allMatch(ConnectionsTest::isAnswered);

            try (var tooMany = connect()) {
                assertThat(isAnswered(tooMany)).isFalse();
            }
            assertThat(isAnswered(open.get(0))).isTrue();

            open.remove(1).close();
            await().until(() -> {
                try (var another = connect()) {
                    return isAnswered(another);
                }
            });
        } finally {
            for (var connection : open) {
                connection.close();
            }
        }
    }

    private static Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return socket;
    }

    /** Sends a HEAD request, whose response ends with its headers. */
    private static boolean isAnswered(Socket socket) {
        try {
            socket.getOutputStream().write("HEAD /login HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(ISO_8859_1));
            var response = new StringBuilder();
            while (response.indexOf("\r\n\r\n") < 0) {
                var next = socket.getInputStream().read();
                if (next < 0) {
                    return false;
                }
                response.append((char) next);
            }
            return response.indexOf("HTTP/1.1 200") == 0;
        } catch (IOException closed) {
            return false;
        }
    }
}

package chat.parley.realtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import chat.parley.TestUser;
import io.restassured.RestAssured;

/** A socket whose client stops reading after the upgrade, like a page in a browser that hangs. */
final class StalledReader implements AutoCloseable {

    private static final int SMALLEST_WINDOW = 4_096;
    private static final int TIMEOUT_MILLIS = 15_000;
    /** Masked with zeros. */
    private static final byte[] PONG = {(byte) 0x8A, (byte) 0x80, 0, 0, 0, 0};

    private final Socket socket = new Socket();

    static StalledReader of(TestUser person) {
        try {
            var reader = new StalledReader();
            reader.open(person);
            return reader;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void open(TestUser person) throws IOException {
        socket.setReceiveBufferSize(SMALLEST_WINDOW);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect(new InetSocketAddress("127.0.0.1", RestAssured.port));
        socket.getOutputStream()
                .write("""
                GET /ws HTTP/1.1
                Host: %s
                Connection: Upgrade
                Upgrade: websocket
                Sec-WebSocket-Version: 13
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
                Origin: %s
                Cookie: parley=%s

                """.formatted(URI.create(TestUser.origin()).getAuthority(), TestUser.origin(), person.session())
                        .replace("\n", "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        awaitReady();
    }

    private void awaitReady() throws IOException {
        var received = new StringBuilder();
        while (received.indexOf("\"ready\"") < 0) {
            var next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("Not let in: " + received);
            }
            received.append((char) next);
        }
    }

    /** Whether the service has closed the connection. Checks by writing, because reading would drain the stalled data. */
    boolean isCut() {
        try {
            socket.getOutputStream().write(PONG);
            return false;
        } catch (IOException cut) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}

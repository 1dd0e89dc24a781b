package chat.parley.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;

import chat.parley.TestUser;
import io.restassured.RestAssured;

/** A client that sends a request or its beginning, and then neither reads nor sends. */
final class SlowClient implements AutoCloseable {

    private static final int SMALLEST_WINDOW = 4_096;
    private static final int TIMEOUT_MILLIS = 10_000;

    private final Socket socket = new Socket();

    private SlowClient(String begin) {
        try {
            socket.setReceiveBufferSize(SMALLEST_WINDOW);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(new InetSocketAddress("127.0.0.1", RestAssured.port));
            socket.getOutputStream().write(begin.getBytes(ISO_8859_1));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Connects and sends nothing. */
    static SlowClient silent() {
        return new SlowClient("");
    }

    static SlowClient downloading(TestUser person, String path) {
        return new SlowClient("GET " + path + " HTTP/1.1\r\n" + headers(person) + "\r\n");
    }

    /** Sends the beginning of a file of half a megabyte. */
    static SlowClient uploading(TestUser person, long room) {
        return new SlowClient("POST /api/rooms/" + room + "/attachments HTTP/1.1\r\n" + headers(person)
                + "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 500000\r\n\r\n"
                + "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nbegin");
    }

    /** The status of the response; 0 if there is none. Reads only the status line. */
    int status() {
        try {
            var begin = new String(socket.getInputStream().readNBytes(12), ISO_8859_1);
            return begin.length() == 12 ? Integer.parseInt(begin.substring(9)) : 0;
        } catch (IOException cutOff) {
            return 0;
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

    private static String headers(TestUser person) {
        return "Host: 127.0.0.1:%d\r\nOrigin: %s\r\nCookie: parley=%s\r\n"
                .formatted(RestAssured.port, TestUser.origin(), person.session());
    }
}

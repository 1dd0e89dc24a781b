package chat.parley.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.Locale;

/** A request as raw bytes that no HTTP library would send. */
final class RawRequest {

    private static final int TIMEOUT_MILLIS = 10_000;

    /**
     * The response.
     *
     * @param status 0 if the connection was closed without a response
     * @param text the whole response, with its headers
     */
    record RawResponse(int status, String text) {

        boolean isProblem() {
            return text.toLowerCase(Locale.ROOT).contains("content-type: application/problem+json");
        }
    }

    private RawRequest() {}

    static RawResponse get(int port, String target, String... headers) {
        return send(
                port,
                "GET " + target + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nConnection: close\r\n"
                        + String.join(
                                "",
                                Arrays.stream(headers)
                                        .map(header -> header + "\r\n")
                                        .toList()) + "\r\n");
    }

    static RawResponse send(int port, String request) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            return answer(read(socket));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Reads until the other end closes or stops sending. */
    private static String read(Socket socket) throws IOException {
        var all = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(all);
        } catch (SocketTimeoutException silence) {
            if (all.size() == 0) {
                throw silence;
            }
        } catch (IOException reset) {
            // The service closed the connection during our write: the response is what has arrived so far.
        }
        return all.toString(ISO_8859_1);
    }

    private static RawResponse answer(String text) {
        return new RawResponse(text.startsWith("HTTP/1.") ? Integer.parseInt(text.substring(9, 12)) : 0, text);
    }
}

package chat.parley.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;

/** One HTTP/1.1 connection with keep-alive and without pipelining, with minimal overhead. */
final class Connection implements AutoCloseable {

    /** The response. */
    record Answer(int status, int bytes) {}

    private static final int TIMEOUT_MILLIS = 30_000;

    private final Socket socket;
    private final InputStream in;
    private final byte[] body = new byte[1 << 20];
    private final String headers;

    Connection(int port, String session) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        headers =
                " HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nOrigin: http://127.0.0.1:%d\r\nAccept-Encoding: gzip\r\nCookie: parley=%s\r\n"
                        .formatted(port, port, session);
    }

    Answer get(String path) throws IOException {
        return ask("GET " + path + headers + "\r\n");
    }

    Answer post(String path, String json) throws IOException {
        return ask("POST " + path + headers + "Content-Type: application/json\r\nContent-Length: " + json.length()
                + "\r\n\r\n" + json);
    }

    /** Repeats the request and throws on any other status. */
    Load.Client client(int expected, Callable<Answer> ask) {
        return new Load.Client() {
            @Override
            public void once() throws Exception {
                var response = ask.call();
                if (response.status() != expected || response.bytes() == 0) {
                    throw new IllegalStateException("Answered with " + response);
                }
            }

            @Override
            public void close() throws Exception {
                Connection.this.close();
            }
        };
    }

    private Answer ask(String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        var status = Integer.parseInt(line().split(" ")[1]);
        var length = -1;
        var chunked = false;
        for (var line = line(); !line.isEmpty(); line = line()) {
            var lower = line.toLowerCase(java.util.Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(15).strip());
            }
            chunked |= lower.equals("transfer-encoding: chunked");
        }
        return new Answer(status, chunked ? chunks() : in.readNBytes(body, 0, length));
    }

    private int chunks() throws IOException {
        var all = 0;
        for (var size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            all += in.readNBytes(body, 0, size);
            line();
        }
        line();
        return all;
    }

    private String line() throws IOException {
        var line = new StringBuilder(64);
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("The connection was closed");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

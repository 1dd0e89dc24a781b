package chat.parley.hostile;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import chat.parley.Concurrently;
import chat.parley.TestUser;
import io.restassured.RestAssured;

/** A WebSocket client that sends raw frames that no library would send. It reads only on request. */
final class RawSocket implements AutoCloseable {

    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int SMALLEST_WINDOW = 4_096;
    private static final int TIMEOUT_MILLIS = 15_000;

    private final Socket socket = new Socket();
    private final DataInputStream in;

    private RawSocket() throws IOException {
        socket.setReceiveBufferSize(SMALLEST_WINDOW);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect(new InetSocketAddress("127.0.0.1", RestAssured.port));
        in = new DataInputStream(socket.getInputStream());
    }

    /** Opens a socket and reads its first frame. */
    static RawSocket open(TestUser person) {
        try {
            var opened = new RawSocket();
            opened.upgrade(person);
            return opened;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void upgrade(TestUser person) throws IOException {
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
        var response = new StringBuilder();
        while (response.indexOf("\r\n\r\n") < 0) {
            response.append((char) in.readUnsignedByte());
        }
        if (!response.toString().startsWith("HTTP/1.1 101")) {
            throw new IOException(response.toString());
        }
        read();
    }

    /** A frame with a mask of zeros. */
    static byte[] frame(int opcode, boolean last, int length) {
        var header = length < 126 ? 2 : 4;
        var frame = new byte[header + 4 + length];
        frame[0] = (byte) (last ? FINAL | opcode : opcode);
        frame[1] = (byte) (MASKED | (length < 126 ? length : 126));
        if (length >= 126) {
            frame[2] = (byte) (length >> 8);
            frame[3] = (byte) length;
        }
        return frame;
    }

    static byte[] repeat(int count, byte[] frame) {
        var all = new byte[count * frame.length];
        for (var at = 0; at < all.length; at += frame.length) {
            System.arraycopy(frame, 0, all, at, frame.length);
        }
        return all;
    }

    /** Sends bytes. Returns false if the connection is closed. */
    boolean send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return true;
        } catch (IOException cut) {
            return false;
        }
    }

    /** Sends the same bytes repeatedly. Returns true if the connection is closed within that time. */
    boolean isClosedWithin(Duration time, byte[] bytes) {
        var flood = Concurrently.supplyAsync(() -> {
            var until = System.nanoTime() + time.toNanos();
            while (System.nanoTime() < until) {
                if (!send(bytes)) {
                    return true;
                }
            }
            return false;
        });
        return isDoneWithin(time, flood);
    }

    /** A write that the other end does not read blocks for ever; closing our end interrupts it. */
    private boolean isDoneWithin(Duration time, CompletableFuture<Boolean> flood) {
        try {
            return flood.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException stuck) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Reads up to the close frame and returns its code. */
    int closeCode() {
        try {
            for (var frame = read(); ; frame = read()) {
                if (frame.opcode() == CLOSE) {
                    return (frame.payload()[0] & 0xFF) << 8 | frame.payload()[1] & 0xFF;
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private record Received(int opcode, byte[] payload) {}

    private Received read() throws IOException {
        var opcode = in.readUnsignedByte() & 0x0F;
        var length = (long) in.readUnsignedByte();
        length = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
        return new Received(opcode, in.readNBytes((int) length));
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

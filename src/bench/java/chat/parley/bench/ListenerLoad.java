package chat.parley.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Many WebSockets that one thread reads. To leave the processor to the service, it parses each frame only enough to check that every socket receives every message once and in order. */
final class ListenerLoad implements AutoCloseable {

    /** The number of sockets that have received a message, and when. */
    static final class Arrival {
        private int sockets;
        private volatile long completeAt;
    }

    /** One socket and its incomplete frame. */
    private static final class Listener {
        private final SocketChannel channel;
        private ByteBuffer partial = ByteBuffer.allocate(0);
        private long last = -1;

        Listener(SocketChannel channel) {
            this.channel = channel;
        }
    }

    private static final byte[] MESSAGE = "{\"type\":\"message\"".getBytes(ISO_8859_1);
    private static final byte[] SEQ = "\"seq\":".getBytes(ISO_8859_1);
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final byte PONG = (byte) 0x8A;

    private final Selector selector;
    private final Thread reader = new Thread(this::readAll, "bench-listeners");
    private final List<Listener> listeners = new ArrayList<>();
    private final Map<Long, Arrival> arrivals = new ConcurrentHashMap<>();
    private final ByteBuffer in = ByteBuffer.allocate(1 << 20);
    private volatile Throwable failure;
    private volatile boolean open = true;

    /** Opens a socket for each session, on the ports in turn. */
    ListenerLoad(List<Integer> ports, String path, List<String> sessions) throws IOException {
        selector = Selector.open();
        for (var session : sessions) {
            listeners.add(upgraded(ports.get(listeners.size() % ports.size()), path, session));
        }
        for (var listener : listeners) {
            listener.channel.configureBlocking(false).register(selector, SelectionKey.OP_READ, listener);
        }
        reader.setDaemon(true);
        reader.start();
    }

    /** The {@code nanoTime} at which the last socket received the message with this sequence number; 0 before that. */
    long completeAt(long seq) {
        if (failure != null) {
            throw new IllegalStateException("A socket got what it should not have", failure);
        }
        var arrival = arrivals.get(seq);
        return arrival == null ? 0 : arrival.completeAt;
    }

    private static Listener upgraded(int port, String path, String session) throws IOException {
        var channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.write(ByteBuffer.wrap("""
                GET %s HTTP/1.1\r
                Host: 127.0.0.1:%d\r
                Origin: http://127.0.0.1:%d\r
                Cookie: parley=%s\r
                Connection: Upgrade\r
                Upgrade: websocket\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
                \r
                """.formatted(path, port, port, session).getBytes(ISO_8859_1)));
        var one = ByteBuffer.allocate(1);
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            if (channel.read(one.clear()) < 0) {
                throw new IOException("Closed at the upgrade after " + head);
            }
            head.append((char) one.get(0));
        }
        if (!head.toString().startsWith("HTTP/1.1 101")) {
            throw new IOException("No upgrade: " + head);
        }
        return new Listener(channel);
    }

    private void readAll() {
        try {
            while (open) {
                selector.select(key -> read((Listener) key.attachment()), 1_000);
            }
        } catch (IOException | RuntimeException failed) {
            failure = failed;
        }
    }

    private void read(Listener listener) {
        try {
            in.clear().put(listener.partial);
            if (listener.channel.read(in) < 0) {
                throw new IOException("A socket was closed");
            }
            in.flip();
            while (readFrame(listener)) {}
            listener.partial = in.hasRemaining()
                    ? ByteBuffer.allocate(in.remaining()).put(in).flip()
                    : ByteBuffer.allocate(0);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** See RFC 6455, section 5.2; frames from a server are not masked. */
    private boolean readFrame(Listener listener) throws IOException {
        if (in.remaining() < 2) {
            return false;
        }
        var at = in.position();
        var small = in.get(at + 1) & 0x7F;
        var header = small < 126 ? 2 : small == 126 ? 4 : 10;
        if (in.remaining() < header) {
            return false;
        }
        var length =
                small < 126 ? small : small == 126 ? in.getShort(at + 2) & 0xFFFF : Math.toIntExact(in.getLong(at + 2));
        if (in.remaining() < header + length) {
            return false;
        }
        handleFrame(listener, in.get(at) & 0x0F, at + header, length);
        in.position(at + header + length);
        return true;
    }

    private void handleFrame(Listener listener, int opcode, int from, int length) throws IOException {
        if (opcode == CLOSE) {
            throw new IOException("A socket was closed with " + (in.getShort(from) & 0xFFFF));
        }
        if (opcode == PING) {
            pong(listener, from, length);
        }
        if (startsWith(MESSAGE, from, length)) {
            count(listener, seq(from));
        }
    }

    /** Masked with zeros. */
    private void pong(Listener listener, int from, int length) throws IOException {
        var frame = ByteBuffer.allocate(6 + length)
                .put(PONG)
                .put((byte) (0x80 | length))
                .putInt(0);
        for (var at = from; at < from + length; at++) {
            frame.put(in.get(at));
        }
        listener.channel.write(frame.flip());
    }

    private void count(Listener listener, long seq) {
        if (listener.last >= 0 && seq != listener.last + 1) {
            throw new IllegalStateException("After message %d came %d".formatted(listener.last, seq));
        }
        listener.last = seq;
        var arrival = arrivals.computeIfAbsent(seq, first -> new Arrival());
        if (++arrival.sockets == listeners.size()) {
            arrival.completeAt = System.nanoTime();
        }
    }

    private long seq(int from) {
        var at = from;
        while (!startsWith(SEQ, at, SEQ.length)) {
            at++;
        }
        var seq = 0L;
        for (at += SEQ.length; Character.isDigit(in.get(at)); at++) {
            seq = seq * 10 + in.get(at) - '0';
        }
        return seq;
    }

    private boolean startsWith(byte[] text, int from, int length) {
        for (var at = 0; at < text.length; at++) {
            if (at >= length || in.get(from + at) != text[at]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        open = false;
        selector.close();
        for (var listener : listeners) {
            listener.channel.close();
        }
    }
}

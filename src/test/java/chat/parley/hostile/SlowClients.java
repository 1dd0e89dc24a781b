package chat.parley.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

import io.restassured.RestAssured;

/** Connections that send the beginning of a request slowly and read the response. Uses one thread. */
final class SlowClients implements AutoCloseable {

    private static final int READ_BYTES = 4096;

    private static final class Client {
        private final SocketChannel channel;
        private final StringBuilder response = new StringBuilder();
        private boolean closed;

        Client(SocketChannel channel) {
            this.channel = channel;
        }
    }

    private final List<Client> clients = new ArrayList<>();

    /** @param from an address of loopback; the service counts each of 127.0.0.0/8 as another client */
    void open(int count, String from, String beginning) {
        try {
            for (var client = 0; client < count; client++) {
                var channel = SocketChannel.open();
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.bind(new InetSocketAddress(from, 0));
                channel.connect(new InetSocketAddress("127.0.0.1", RestAssured.port));
                channel.write(ByteBuffer.wrap(beginning.getBytes(ISO_8859_1)));
                channel.configureBlocking(false);
                clients.add(new Client(channel));
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Sends one byte on each open connection and reads what has arrived. */
    void drip() {
        for (var client : clients) {
            if (!client.closed) {
                read(client);
                write(client);
            }
        }
    }

    /** Reads what has arrived and sends nothing. */
    void read() {
        clients.stream().filter(client -> !client.closed).forEach(SlowClients::read);
    }

    private static void read(Client client) {
        var bytes = ByteBuffer.allocate(READ_BYTES);
        try {
            var count = client.channel.read(bytes);
            client.closed = count < 0;
            client.response.append(new String(bytes.array(), 0, Math.max(count, 0), ISO_8859_1));
        } catch (IOException reset) {
            client.closed = true;
        }
    }

    private static void write(Client client) {
        try {
            client.channel.write(ByteBuffer.wrap(new byte[] {'a'}));
        } catch (IOException closed) {
            // The next read detects this.
        }
    }

    long open() {
        return clients.stream().filter(client -> !client.closed).count();
    }

    /** The responses so far, empty for connections without one. */
    List<String> answers() {
        return clients.stream().map(client -> client.response.toString()).toList();
    }

    long answered(int status) {
        return answers().stream()
                .filter(response -> response.startsWith("HTTP/1.1 " + status))
                .count();
    }

    @Override
    public void close() {
        for (var client : clients) {
            try {
                client.channel.close();
            } catch (IOException closed) {
                // Closing is what the test wants.
            }
        }
    }
}

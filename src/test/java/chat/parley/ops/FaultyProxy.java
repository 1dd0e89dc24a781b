package chat.parley.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A TCP proxy with faults: forwards bytes to a local port and back until it cuts a connection or stops forwarding. */
public final class FaultyProxy implements AutoCloseable {

    private static final int MIN_BYTES = 500;
    private static final int MAX_BYTES = 40_000;

    private final ServerSocket listener;
    private final int target;
    private final Random random;
    private final AtomicInteger cuts = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile boolean cutting;
    private volatile boolean silent;

    private FaultyProxy(String address, int port, int target, Random random) {
        try {
            this.listener = new ServerSocket(port, 50, InetAddress.getByName(address));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        this.target = target;
        this.random = random;
        this.cutting = random != null;
        threads.execute(this::accept);
    }

    /**
     * Forwards everything until {@link #fallSilent()}.
     *
     * @param port 0 for any
     */
    public static FaultyProxy at(String address, int port, int target) {
        return new FaultyProxy(address, port, target, null);
    }

    /** Cuts each connection after a random number of bytes until {@link #heal()}. */
    public static FaultyProxy cutting(int target, long seed) {
        return new FaultyProxy(InetAddress.getLoopbackAddress().getHostAddress(), 0, target, new Random(seed));
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** The number of connections that were cut. */
    public int cuts() {
        return cuts.get();
    }

    /** Accepts connections and data from now on, but forwards nothing. */
    public void fallSilent() {
        silent = true;
    }

    /** Cuts no more connections. */
    public void heal() {
        cutting = false;
    }

    private void accept() {
        try {
            while (true) {
                var from = listener.accept();
                open.add(from);
                if (!silent) {
                    threads.execute(() -> connect(from));
                }
            }
        } catch (IOException closed) {
            // The proxy is closed.
        }
    }

    private void connect(Socket from) {
        var to = new Socket();
        open.add(to);
        try {
            to.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
        } catch (IOException down) {
            close(from, to);
            return;
        }
        threads.execute(() -> pass(from, to));
        threads.execute(() -> pass(to, from));
    }

    private void pass(Socket from, Socket to) {
        var left = random == null ? Integer.MAX_VALUE : MIN_BYTES + random.nextInt(MAX_BYTES - MIN_BYTES);
        var buffer = new byte[8_192];
        try {
            for (var read = from.getInputStream().read(buffer);
                    read > 0;
                    read = from.getInputStream().read(buffer)) {
                if (silent) {
                    continue;
                }
                var passed = cutting ? Math.min(read, left) : read;
                to.getOutputStream().write(buffer, 0, passed);
                left -= passed;
                if (cutting && left <= 0) {
                    cuts.incrementAndGet();
                    break;
                }
            }
        } catch (IOException gone) {
            // One end is closed, so the other is closed too.
        }
        close(from, to);
    }

    private void close(Socket... ends) {
        for (var end : ends) {
            open.remove(end);
            try {
                end.close();
            } catch (IOException broken) {
                // Already closed.
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        close(open.toArray(Socket[]::new));
        try {
            listener.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}

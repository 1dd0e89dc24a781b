package chat.parley.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A bad network: it passes bytes on, both ways, and cuts each connection after a random number of them, wherever that is. */
final class CuttingProxy implements AutoCloseable {

    private static final int LEAST = 500;
    private static final int MOST = 40_000;

    private final ServerSocket door;
    private final int target;
    private final Random random;
    private final AtomicInteger cuts = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile boolean cutting = true;

    private CuttingProxy(ServerSocket door, int target, long seed) {
        this.door = door;
        this.target = target;
        this.random = new Random(seed);
    }

    static CuttingProxy before(int target, long seed) {
        try {
            var proxy = new CuttingProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target, seed);
            proxy.threads.execute(proxy::accept);
            return proxy;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    int port() {
        return door.getLocalPort();
    }

    int cuts() {
        return cuts.get();
    }

    /** The network is a good one from now on. */
    void heal() {
        cutting = false;
    }

    private void accept() {
        try {
            while (true) {
                var from = door.accept();
                threads.execute(() -> connect(from));
            }
        } catch (IOException closed) {
            // The proxy is closed.
        }
    }

    private void connect(Socket from) {
        var to = new Socket();
        try {
            to.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
        } catch (IOException down) {
            cut(from, to);
            return;
        }
        threads.execute(() -> pass(from, to));
        threads.execute(() -> pass(to, from));
    }

    private void pass(Socket from, Socket to) {
        var left = LEAST + random.nextInt(MOST - LEAST);
        var buffer = new byte[8_192];
        try {
            for (var read = from.getInputStream().read(buffer); read > 0; read = from.getInputStream().read(buffer)) {
                var passed = cutting ? Math.min(read, left) : read;
                to.getOutputStream().write(buffer, 0, passed);
                left -= passed;
                if (cutting && left <= 0) {
                    cuts.incrementAndGet();
                    break;
                }
            }
        } catch (IOException gone) {
            // One end is gone, and so the other has to go.
        }
        cut(from, to);
    }

    private static void cut(Socket... ends) {
        for (var end : ends) {
            try {
                end.close();
            } catch (IOException broken) {
                // It is gone, which is what is wanted.
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            door.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}

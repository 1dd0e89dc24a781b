package chat.parley.resilience;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A TCP proxy that forwards connections to targets in turn, skipping those that are avoided or do not answer. It can be shut down as a whole. */
public final class TestProxy implements AutoCloseable {

    private final ServerSocket listener;
    private final List<Integer> targets;
    private final AtomicInteger turn = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile boolean shut;

    private TestProxy(ServerSocket listener, List<Integer> targets) {
        this.listener = listener;
        this.targets = new CopyOnWriteArrayList<>(targets);
    }

    public static TestProxy to(List<Integer> targets) {
        try {
            var passage = new TestProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), targets);
            passage.threads.execute(passage::accept);
            return passage;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Sends no new connections to this target, as if it were not ready. */
    void avoid(int target) {
        targets.remove(Integer.valueOf(target));
    }

    void allow(int target) {
        targets.add(target);
    }

    /** Cuts all connections and accepts no data. */
    public void shut() {
        shut = true;
        open.forEach(TestProxy::close);
    }

    public void reopen() {
        shut = false;
    }

    private void accept() {
        try {
            while (true) {
                var from = listener.accept();
                threads.execute(() -> allow(from));
            }
        } catch (IOException closed) {
            // The proxy is closed.
        }
    }

    private void allow(Socket from) {
        open.add(from);
        var to = shut ? null : connectToTarget();
        if (to == null) {
            close(from);
            open.remove(from);
            return;
        }
        open.add(to);
        threads.execute(() -> pass(from, to));
        threads.execute(() -> pass(to, from));
    }

    private Socket connectToTarget() {
        for (var tries = 0; tries < targets.size(); tries++) {
            var to = new Socket();
            try {
                to.connect(
                        new InetSocketAddress(
                                InetAddress.getLoopbackAddress(),
                                targets.get(Math.floorMod(turn.getAndIncrement(), targets.size()))),
                        1_000);
                return to;
            } catch (IOException down) {
                close(to);
            }
        }
        return null;
    }

    private void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException gone) {
            // One end is closed, so the other is closed too.
        }
        close(from);
        close(to);
        open.remove(from);
        open.remove(to);
    }

    private static void close(Socket end) {
        try {
            end.close();
        } catch (IOException broken) {
            // Already closed.
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        open.forEach(TestProxy::close);
        try {
            listener.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}

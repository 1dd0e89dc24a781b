package chat.parley.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An address that leads to a port of this machine, until it falls silent: then it takes connections and bytes, and passes nothing on. */
final class SilentProxy implements AutoCloseable {

    private final ServerSocket listener;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile boolean silent;

    private SilentProxy(ServerSocket listener, int target) {
        this.listener = listener;
        this.target = target;
    }

    /** @param port 0 for any */
    static SilentProxy at(String address, int port, int target) {
        try {
            var proxy = new SilentProxy(new ServerSocket(port, 50, InetAddress.getByName(address)), target);
            proxy.threads.execute(proxy::accept);
            return proxy;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    void fallSilent() {
        silent = true;
    }

    private void accept() {
        try {
            while (true) {
                var from = listener.accept();
                open.add(from);
                if (!silent) {
                    connect(from);
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
        var buffer = new byte[8_192];
        try {
            for (var read = from.getInputStream().read(buffer); read > 0; read = from.getInputStream().read(buffer)) {
                if (!silent) {
                    to.getOutputStream().write(buffer, 0, read);
                }
            }
        } catch (IOException gone) {
            // One end is gone, and so the other has to go.
        }
        close(from, to);
    }

    private void close(Socket... ends) {
        for (var end : ends) {
            open.remove(end);
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
        close(open.toArray(Socket[]::new));
        try {
            listener.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}

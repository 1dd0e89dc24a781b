package chat.parley.backplane;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

import redis.embedded.core.ExecutableProvider;

/** A Redis without persistence on a free port: the installed server, otherwise the one of a library. */
public final class RedisProcess implements AutoCloseable {

    private static final int TIMEOUT_SECONDS = 10;
    private static final Pattern VERSION_PATTERN = Pattern.compile("v=(\\d+)");

    private final int port;
    /** The port for the cluster bus. */
    private final int clusterBusPort;

    private final List<String> options;
    private final Path folder = folder();
    private Process process;

    public static RedisProcess startNew(String... options) {
        var redis = new RedisProcess(freePort(), 0, List.of(options));
        redis.start();
        return redis;
    }

    /** A cluster node without slots that knows no other node. Requires Redis 7. */
    static RedisProcess ofCluster() {
        var bus = freePort();
        var redis = new RedisProcess(
                freePort(),
                bus,
                List.of(
                        "--cluster-enabled",
                        "yes",
                        "--cluster-port",
                        String.valueOf(bus),
                        "--cluster-node-timeout",
                        "2000"));
        redis.start();
        return redis;
    }

    private RedisProcess(int port, int bus, List<String> options) {
        this.port = port;
        this.clusterBusPort = bus;
        this.options = options;
    }

    /** Restarts on the same port; a cluster node keeps its identity. */
    public void start() {
        try {
            var command = new ArrayList<>(List.of(
                    executable(),
                    "--port",
                    String.valueOf(port),
                    "--bind",
                    "127.0.0.1",
                    "--save",
                    "",
                    "--appendonly",
                    "no",
                    "--dir",
                    folder.toString()));
            command.addAll(options);
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Awaitility.await().atMost(Duration.ofSeconds(TIMEOUT_SECONDS)).until(this::isResponsive);
    }

    /** The major version of the server that tests start. */
    static int majorVersion() {
        try {
            var version = new ProcessBuilder(executable(), "--version")
                    .redirectErrorStream(true)
                    .start();
            var matcher = VERSION_PATTERN.matcher(
                    new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Makes this node a cluster of one. */
    void assignAllSlots() {
        send("CLUSTER ADDSLOTSRANGE 0 16383");
        Awaitility.await().atMost(Duration.ofSeconds(TIMEOUT_SECONDS)).until(this::knowsAllSlotOwners);
    }

    /** The number of connected clients, including this query's. */
    long countClients() {
        return send("CLIENT LIST TYPE normal")
                        .lines()
                        .filter(line -> line.startsWith("id="))
                        .count()
                + send("CLIENT LIST TYPE pubsub")
                        .lines()
                        .filter(line -> line.startsWith("id="))
                        .count();
    }

    void meet(RedisProcess other) {
        send("CLUSTER MEET 127.0.0.1 %d %d".formatted(other.port, other.clusterBusPort));
    }

    boolean knowsAllSlotOwners() {
        return send("CLUSTER INFO").contains("cluster_state:ok");
    }

    public int port() {
        return port;
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** Kills the process without a shutdown. */
    public void kill() {
        try {
            process.destroyForcibly().waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Accepts connections but does not respond until resumed. */
    void pause() {
        signal("STOP");
    }

    void resume() {
        signal("CONT");
    }

    private void signal(String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                    .start()
                    .waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
    }

    private boolean isResponsive() {
        return send("PING").startsWith("+");
    }

    /** The response to a command; empty if there is none in time. */
    String send(String command) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 200);
            socket.setSoTimeout(500);
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
            var response = new byte[4_096];
            var read = socket.getInputStream().read(response);
            return read < 0 ? "" : new String(response, 0, read, StandardCharsets.UTF_8);
        } catch (IOException notYet) {
            return "";
        }
    }

    private static String executable() throws IOException {
        var installed = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "redis-server"))
                .filter(Files::isExecutable)
                .findFirst();
        return installed.isPresent()
                ? installed.get().toString()
                : ExecutableProvider.newJarResourceProvider().get().getPath();
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory(Path.of("target"), "redis");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }
}

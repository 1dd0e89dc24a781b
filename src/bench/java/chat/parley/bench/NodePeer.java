package chat.parley.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A Node process with {@code ws}, to compare deliveries with. It stores nothing. */
final class NodePeer implements AutoCloseable {

    private static final Path SOURCE = Path.of("src", "bench", "node");
    private static final Path FOLDER = Path.of("target", "bench", "node");

    private final Process process;
    private final int port;

    private NodePeer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Empty if Node is not installed or its package is not available. */
    static Optional<NodePeer> started() throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        for (var file : new String[] {"package.json", "broadcast.js"}) {
            Files.copy(SOURCE.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        try {
            if (command("npm", "install", "--no-audit", "--no-fund", "--no-package-lock")
                            .waitFor()
                    != 0) {
                return Optional.empty();
            }
            var process = command("node", "broadcast.js");
            var output = new BufferedReader(new InputStreamReader(process.getInputStream()));
            return Optional.of(new NodePeer(process, Integer.parseInt(output.readLine())));
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }

    static Optional<String> version() {
        try {
            return Optional.of(
                    new String(command("node", "--version").getInputStream().readAllBytes()).strip());
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    int port() {
        return port;
    }

    private static Process command(String... words) throws IOException {
        return new ProcessBuilder(words)
                .directory(FOLDER.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor(10, TimeUnit.SECONDS);
    }
}

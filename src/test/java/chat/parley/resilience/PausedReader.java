package chat.parley.resilience;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

/** A {@link MessageReader} in a separate process that can be suspended. */
final class PausedReader implements AutoCloseable {

    private final Process process;
    private final Path result;
    private final Path output;

    private PausedReader(Process process, Path result, Path output) {
        this.process = process;
        this.result = result;
        this.output = output;
    }

    static PausedReader start(int port, String session, List<Long> rooms, Path folder) throws IOException {
        var result = folder.resolve("held.json");
        var command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx128m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                PausedReader.class.getName(),
                String.valueOf(port),
                session,
                result.toString()));
        rooms.forEach(room -> command.add(String.valueOf(room)));
        var output = folder.resolve("paused-reader.log");
        return new PausedReader(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start(),
                result,
                output);
    }

    void pause() {
        signal("-STOP");
    }

    void resume() {
        signal("-CONT");
    }

    /** Its messages by room and sequence number, after it has caught up. */
    Map<Long, Map<Long, JsonNode>> finish() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new AssertionError("The reader that was paused did not finish well:\n" + Files.readString(output));
        }
        var all = new TreeMap<Long, Map<Long, JsonNode>>();
        for (var message : Api.JSON.readTree(Files.readString(result))) {
            all.computeIfAbsent(message.get("room").asLong(), room -> new TreeMap<>())
                    .put(message.get("seq").asLong(), message);
        }
        return all;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void signal(String signal) {
        try {
            new ProcessBuilder("kill", signal, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads until its standard input ends, then prints its messages; exits with 1 if the service violated a guarantee. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        var rooms = List.of(arguments).subList(3, arguments.length).stream()
                .map(Long::valueOf)
                .toList();
        var reader = new MessageReader(new Api(Integer.parseInt(arguments[0]), arguments[1]), rooms, false, true, 1);
        var thread = new Thread(reader);
        thread.setDaemon(true);
        thread.start();
        while (System.in.read() >= 0) {
            // Ignores the input and waits for its end.
        }
        reader.finish();
        Files.writeString(
                Path.of(arguments[2]),
                rooms.stream()
                        .flatMap(room -> reader.held(room).values().stream())
                        .map(JsonNode::toString)
                        .collect(Collectors.joining(",", "[", "]")));
        reader.problems().forEach(System.out::println);
        System.exit(reader.problems().isEmpty() ? 0 : 1);
    }
}

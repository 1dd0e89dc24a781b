package chat.parley.ops;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import chat.parley.TestUser;
import io.restassured.RestAssured;

/** The {@link PackagedArtifact} in a separate process. REST Assured sends requests to the most recently started one. */
public final class ServiceProcess implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(90);
    private static final Pattern OWN_DATABASE = Pattern.compile("Embedded PostgreSQL started, port=(\\d+)");

    private final Process process;
    private final Path output;

    private ServiceProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts the service with JVM options, on a free port unless one is given, and waits until it is ready. */
    public static ServiceProcess start(Map<String, String> environment, String... javaOptions) {
        return start(List.of(), true, environment, javaOptions);
    }

    /** Starts the service by {@code java -jar}, like users without the image; it unpacks its own PostgreSQL. */
    public static ServiceProcess startByJar(Map<String, String> environment, String... javaOptions) {
        return start(List.of(), false, environment, javaOptions);
    }

    /** Starts the service with a limit on open files, which includes connections. */
    public static ServiceProcess startWithOpenFiles(
            int maxFiles, Map<String, String> environment, String... javaOptions) {
        return start(
                List.of("bash", "-c", "ulimit -n " + maxFiles + "; exec \"$@\"", "service"),
                false,
                environment,
                javaOptions);
    }

    private static ServiceProcess start(
            List<String> before, boolean fast, Map<String, String> environment, String... javaOptions) {
        var settings = new HashMap<>(environment);
        settings.putIfAbsent("QUARKUS_HTTP_PORT", String.valueOf(freePort()));
        settings.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        return awaitReady(startUnready(before, fast, settings, javaOptions), settings);
    }

    /** Starts a command that is not that of {@link PackagedArtifact}, and waits until the service is ready. */
    static ServiceProcess startByCommand(List<String> command, Map<String, String> environment) {
        return awaitReady(startProcess(command, environment), environment);
    }

    private static ServiceProcess awaitReady(ServiceProcess service, Map<String, String> settings) {
        RestAssured.baseURI = "http://127.0.0.1";
        RestAssured.port = Integer.parseInt(settings.get("QUARKUS_HTTP_PORT"));
        await().atMost(START_TIMEOUT)
                .ignoreExceptions()
                .until(() -> !service.process.isAlive()
                        || RestAssured.get("/q/health/ready").statusCode() == 200);
        if (!service.process.isAlive()) {
            throw new AssertionError("The service did not start:\n" + service.output());
        }
        return service;
    }

    public static ServiceProcess startUnready(Map<String, String> environment, String... javaOptions) {
        return startUnready(List.of(), true, environment, javaOptions);
    }

    private static ServiceProcess startUnready(
            List<String> before, boolean fast, Map<String, String> environment, String... javaOptions) {
        var settings = new HashMap<>(environment);
        settings.putAll(PackagedArtifact.database(environment));
        settings.putIfAbsent("PARLEY_AUTH_SIGN_UP_SETUP_TOKEN", TestUser.SETUP_TOKEN);
        if (fast && settings.containsKey("PARLEY_DATA_DIR") && !settings.containsKey("QUARKUS_DATASOURCE_JDBC_URL")) {
            SharedBinaries.linkInto(Path.of(settings.get("PARLEY_DATA_DIR")));
        }
        var command = new ArrayList<>(before);
        command.addAll(PackagedArtifact.command(fast, List.of(javaOptions)));
        return startProcess(command, settings);
    }

    private static ServiceProcess startProcess(List<String> command, Map<String, String> settings) {
        try {
            var output = Files.createTempFile("parley-service", ".log");
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("QUARKUS_") || name.startsWith("PARLEY_"));
            builder.environment().putAll(settings);
            return new ServiceProcess(builder.start(), output);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Kills the process like {@code kill -9}. */
    public void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** Waits for the process to end and returns its exit code. */
    public int awaitExit() {
        try {
            if (!process.waitFor(START_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("The service does not end:\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The port of the PostgreSQL that the service started. */
    int databasePort() {
        var matcher = OWN_DATABASE.matcher(output());
        if (!matcher.find()) {
            throw new AssertionError("It did not start a PostgreSQL of its own:\n" + output());
        }
        return Integer.parseInt(matcher.group(1));
    }

    /** Sends SIGTERM, as Kubernetes does, and waits for the end. */
    @Override
    public void close() {
        process.destroy();
        awaitExit();
    }

    public ProcessHandle process() {
        return process.toHandle();
    }

    public static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}

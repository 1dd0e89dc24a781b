package chat.parley.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import chat.parley.Concurrently;
import chat.parley.TestUser;
import io.restassured.RestAssured;

/** Development mode: runs {@code quarkus:dev} on a copy of the sources and changes files there. */
@DisabledIfSystemProperty(
        named = PackagedArtifact.EXECUTABLE,
        matches = ".+",
        disabledReason = "dev mode runs on the JVM")
@Tag("own-processes")
class LiveReloadIT {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(4);
    private static final Duration RELOAD_TIMEOUT = Duration.ofMinutes(1);
    private static final Duration REQUEST_INTERVAL = Duration.ofMillis(50);
    private static final int BROWSERS = 3;
    private static final List<String> SOURCES = List.of("pom.xml", "mvnw", ".mvn", "src/main");
    private static final Path LOGIN = Path.of("src/main/resources/templates/AccountPages/login.html");
    private static final Path HEADERS = Path.of("src/main/java/chat/parley/page/PageHeaders.java");
    private static final Path MESSAGES = Path.of("src/main/java/chat/parley/page/CommonMessages.java");
    private static final Path SCRIPT = Path.of("src/main/resources/web/app/index.ts");
    private static final Path STYLE = Path.of("src/main/resources/web/app/styles/account.css");
    private static final Pattern SCRIPT_ADDRESS = Pattern.compile("src=\"(/[^\"]+\\.js)");
    private static final Pattern STYLE_ADDRESS = Pattern.compile("href=\"(/[^\"]+\\.css)");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(Version.HTTP_1_1).build();

    @TempDir
    static Path project;

    private static Process process;
    private static Path output;

    @BeforeAll
    static void startDevMode() throws IOException {
        for (var source : SOURCES) {
            copy(Path.of(source));
        }
        output = project.resolve("output.log");
        RestAssured.baseURI = "http://127.0.0.1";
        RestAssured.port = ServiceProcess.freePort();
        process = new ProcessBuilder(
                        "./mvnw",
                        "-B",
                        "quarkus:dev",
                        "-Ddebug=false",
                        "-Dquarkus.analytics.disabled=true",
                        "-Dquarkus.console.enabled=false",
                        "-Dquarkus.http.port=" + RestAssured.port)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        await().atMost(START_TIMEOUT).ignoreExceptions().until(() -> !process.isAlive() || page().contains("account"));
        assertThat(process.isAlive()).as(LiveReloadIT::output).isTrue();
    }

    @AfterAll
    static void end() {
        var all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        process.destroy();
        process.onExit()
                .orTimeout(30, TimeUnit.SECONDS)
                .exceptionally(late -> process)
                .join();
        all.forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void everyChangeIsServedAndEveryRequestIsAnswered() throws Exception {
        var mira = TestUser.create("mira");
        var room = mira.createRoom("public");
        mira.post(room, "before");

        try (var browsers = new Browsers()) {
            change(LOGIN, "class=\"account\"", "class=\"account changed-template\"");
            await().atMost(RELOAD_TIMEOUT).until(() -> page().contains("changed-template"));
            change(HEADERS, "script-src 'self'", "script-src 'self' changed.example");
            await().atMost(RELOAD_TIMEOUT)
                    .until(() -> RestAssured.get("/login")
                            .header("Content-Security-Policy")
                            .contains("changed.example"));
            change(MESSAGES, "\"Sign in\"", "\"Changed words\"");
            await().atMost(RELOAD_TIMEOUT).until(() -> page().contains("Changed words"));
            append(SCRIPT, "\ndocument.title = 'changed-script';\n");
            await().atMost(RELOAD_TIMEOUT).until(() -> findLink(SCRIPT_ADDRESS).contains("changed-script"));
            append(STYLE, "\n.changed-style { width: 1px; }\n");
            await().atMost(RELOAD_TIMEOUT).until(() -> findLink(STYLE_ADDRESS).contains("changed-style"));

            browsers.stop();
            assertThat(browsers.failures()).as(LiveReloadIT::output).isEmpty();
        }
        assertThat(mira.get("/api/rooms/{id}/messages", room).getList("items.body"))
                .containsExactly("before");
        assertThat(output().split("Embedded PostgreSQL started", -1))
                .as("one server for all reloads")
                .hasSize(2);
    }

    /** Request a page in a loop over keep-alive connections. */
    private static final class Browsers implements AutoCloseable {

        private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
        private final AtomicBoolean goOn = new AtomicBoolean(true);
        private final List<CompletableFuture<Boolean>> all = IntStream.range(0, BROWSERS)
                .mapToObj(browser -> Concurrently.supplyAsync(this::browse))
                .toList();

        private boolean browse() {
            while (goOn.get()) {
                try {
                    var response = HTTP.send(
                            HttpRequest.newBuilder(URI.create(address("/login")))
                                    .timeout(RELOAD_TIMEOUT)
                                    .build(),
                            BodyHandlers.ofString());
                    if (response.statusCode() != 200) {
                        failures.add(response.statusCode() + ": " + response.body());
                    }
                    LockSupport.parkNanos(REQUEST_INTERVAL.toNanos());
                } catch (IOException cutOff) {
                    failures.add(cutOff.toString());
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
            return true;
        }

        void stop() {
            goOn.set(false);
            all.forEach(CompletableFuture::join);
        }

        ConcurrentLinkedQueue<String> failures() {
            return failures;
        }

        @Override
        public void close() {
            goOn.set(false);
        }
    }

    private static String address(String path) {
        return RestAssured.baseURI + ":" + RestAssured.port + path;
    }

    private static String page() {
        return RestAssured.get("/login").asString();
    }

    private static String findLink(Pattern address) {
        var link = address.matcher(page());
        return link.find() ? RestAssured.get(link.group(1)).asString() : "";
    }

    private static void change(Path file, String from, String to) throws IOException {
        var text = Files.readString(project.resolve(file));
        assertThat(text).contains(from);
        Files.writeString(project.resolve(file), text.replace(from, to));
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(project.resolve(file), Files.readString(project.resolve(file)) + text);
    }

    private static void copy(Path source) throws IOException {
        try (var files = Files.walk(source)) {
            for (var file : files.filter(file -> !file.toString().contains("node_modules"))
                    .toList()) {
                var copy = project.resolve(file);
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static String output() {
        try {
            return Files.readString(output);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}

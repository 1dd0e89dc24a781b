package chat.parley.ops;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.restassured.RestAssured;

/** Starts the packaged service as the image does: with a flat class path and a class data sharing archive, which a first process writes when it exits. A start by {@code -jar} takes twice the processor time. The C2 compiler is off, because no test runs long enough to need it. */
final class ClassDataArchive {

    private static final Path PACKAGE = PackagedArtifact.FOLDER;
    private static final Path FILE = Path.of("target", "classes-of-the-package.jsa");
    private static final Path LOCK = Path.of("target", "classes-of-the-package.lock");
    private static final Duration START_TIMEOUT = Duration.ofMinutes(5);
    private static final List<String> PAGES = List.of("/login", "/signup", "/api/me", "/q/metrics");

    private static List<String> arguments;

    private ClassDataArchive() {}

    /** The arguments after {@code java} and its options. Thread-safe; the first call in a build takes some 20 s. */
    static synchronized List<String> arguments() {
        if (arguments == null) {
            var plain = List.of(
                    "--add-opens=java.base/java.lang=ALL-UNNAMED",
                    "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                    "-cp",
                    classPath(),
                    "chat.parley.ops.Main");
            writeUnlessCurrent(plain);
            var all = new ArrayList<>(List.of("-XX:SharedArchiveFile=" + FILE, "-XX:TieredStopAtLevel=1"));
            all.addAll(plain);
            arguments = List.copyOf(all);
        }
        return arguments;
    }

    /** Writes the archive once, also if several JVMs run tests. */
    private static void writeUnlessCurrent(List<String> plain) {
        try (var channel = FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            if (lock.isValid() && !isCurrent()) {
                write(plain);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static boolean isCurrent() {
        try {
            return Files.exists(FILE)
                    && Files.getLastModifiedTime(FILE)
                                    .compareTo(Files.getLastModifiedTime(PACKAGE.resolve("quarkus-run.jar")))
                            > 0;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void write(List<String> plain) {
        try {
            Files.deleteIfExists(FILE);
            var data = Files.createTempDirectory("parley-archive");
            var output = data.resolve("output.log");
            SharedBinaries.linkInto(data.resolve("data"));
            var command = new ArrayList<>(List.of(
                    System.getProperty("java.home") + "/bin/java",
                    "-Xmx512m",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:ArchiveClassesAtExit=" + FILE));
            command.addAll(plain);
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            var port = ServiceProcess.freePort();
            builder.environment().put("PARLEY_DATA_DIR", data.resolve("data").toString());
            builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
            builder.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
            var process = builder.start();
            try {
                await().atMost(START_TIMEOUT)
                        .ignoreExceptions()
                        .until(() -> !process.isAlive() || get(port, "/q/health/ready") == 200);
                PAGES.forEach(page -> get(port, page));
                process.destroy();
                process.waitFor(START_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
            } finally {
                process.destroyForcibly();
            }
            if (!Files.exists(FILE)) {
                throw new IllegalStateException("No archive was written:\n" + Files.readString(output));
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static int get(int port, String path) {
        return RestAssured.get("http://127.0.0.1:" + port + path).statusCode();
    }

    /** In the order of the image: classes that Quarkus has changed come before their library. */
    private static String classPath() {
        var changed = Stream.of("quarkus/transformed-bytecode.jar", "quarkus/generated-bytecode.jar")
                .map(jar -> PACKAGE.resolve(jar).toString());
        var others = Stream.of("app", "lib/main", "lib/boot").flatMap(folder -> jars(PACKAGE.resolve(folder)));
        return Stream.concat(changed, others).collect(Collectors.joining(File.pathSeparator));
    }

    private static Stream<String> jars(Path folder) {
        try (var files = Files.list(folder)) {
            return files.map(Path::toString).filter(file -> file.endsWith(".jar")).sorted().toList().stream();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}

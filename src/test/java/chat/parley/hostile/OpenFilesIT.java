package chat.parley.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import chat.parley.TestUser;
import chat.parley.ops.PackagedArtifact;
import chat.parley.ops.ServiceProcess;
import chat.parley.resilience.DatabaseProcess;
import io.restassured.RestAssured;

/** More connections than the process may have open files. */
@EnabledOnOs(OS.LINUX)
@Tag("own-processes")
class OpenFilesIT {

    private static final int FEW_FILES = 256;
    /** Enough for the jars and 256 connections. */
    private static final int MORE_FILES = 2_048;

    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(10);
    private static final Path JARS = Path.of("target", "quarkus-app");

    private static DatabaseProcess database;

    private ServiceProcess service;

    @BeforeAll
    static void startDatabase() throws IOException {
        database = DatabaseProcess.startIn(Files.createTempDirectory("parley-files"));
    }

    @AfterAll
    static void stopServices() {
        database.close();
    }

    @AfterEach
    void end() {
        service.close();
    }

    @Test
    void connectionFloodIsBoundedAndRecoversAfterwards() {
        service = ServiceProcess.startWithOpenFiles(FEW_FILES, database.address());
        await().atMost(RESPONSE_TIMEOUT).until(() -> service.output().contains("The limit of open files allows"));
        var mira = TestUser.create("mira");

        for (var round = 0; round < 3; round++) {
            var flood = new ArrayList<SlowClient>();
            try {
                IntStream.range(0, 230).forEach(number -> flood.add(SlowClient.silent()));
                assertThat(openFiles().size()).isLessThan(FEW_FILES);
            } finally {
                flood.forEach(SlowClient::close);
            }

            // Pages whose classes are not loaded yet.
            for (var path : List.of("/api/me", "/settings", "/q/openapi", "/api/users", "/api/rooms")) {
                await().atMost(RESPONSE_TIMEOUT)
                        .ignoreExceptions()
                        .until(() -> mira.request().get(path).statusCode() == 200);
            }
        }
        assertThat(mira.post(mira.createRoom("public"), "hello")).isEqualTo(1);
        assertThat(service.output()).doesNotContain("Too many open files");
    }

    @Test
    @DisabledIfSystemProperty(
            named = PackagedArtifact.EXECUTABLE,
            matches = ".+",
            disabledReason = "an executable has no jars")
    void everyJarStaysOpen() throws IOException {
        service = ServiceProcess.startWithOpenFiles(MORE_FILES, database.address());
        RestAssured.get("/q/openapi").then().statusCode(200);

        try (var jars = Files.walk(JARS)) {
            assertThat(openFiles())
                    .containsAll(jars.filter(path -> path.toString().endsWith(".jar")
                                    && !path.toString().contains("/boot/"))
                            .map(path -> path.toAbsolutePath().normalize())
                            .toList());
        }
    }

    private Set<Path> openFiles() {
        try (var descriptors =
                Files.list(Path.of("/proc", String.valueOf(service.process().pid()), "fd"))) {
            return descriptors.flatMap(OpenFilesIT::target).collect(Collectors.toSet());
        } catch (IOException gone) {
            throw new IllegalStateException(gone);
        }
    }

    /** Empty if the descriptor was closed in the meantime. */
    private static Stream<Path> target(Path descriptor) {
        try {
            return Stream.of(Files.readSymbolicLink(descriptor));
        } catch (IOException closed) {
            return Stream.empty();
        }
    }
}

package chat.parley.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.io.TempDir;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;

/** The installation by {@code install.sh}, and the command and the settings of the unit, without systemd. */
@Tag("own-processes")
@DisabledIf("chat.parley.ops.PackagedArtifact#isExecutable")
class InstalledServiceIT {

    private static final Path SYSTEMD = Path.of("src/main/systemd");
    private static final Pattern ASSIGNMENT = Pattern.compile("(?m)^(?:Environment=)?([A-Z_]+)=(.*)$");
    private static final int EXIT_AFTER_SIGTERM = 143;

    @TempDir
    Path root;

    private Path settings;

    @BeforeEach
    void findSettings() {
        settings = root.resolve("etc/parley/parley.env");
    }

    @Test
    void commandOfTheUnitServesWithTheInstalledSettings() throws IOException {
        assertThat(runInstaller()).isZero();
        var environment = environment();

        try (var service = ServiceProcess.startByCommand(command(), environment)) {
            assertThat(signUp("first", environment.get("PARLEY_AUTH_SIGN_UP_SETUP_TOKEN")))
                    .isEqualTo(201);
            assertThat(signUp("second", null)).as("without an invitation").isEqualTo(403);
            service.close();
            assertThat(service.output()).doesNotContain("ERROR");
            assertThat(service.awaitExit()).isEqualTo(EXIT_AFTER_SIGTERM);
        }
    }

    /** Nobody but root can read the token; each installation has another one, and a new version keeps it. */
    @Test
    void newVersionKeepsSettings() throws IOException {
        var version = Files.createDirectory(root.resolve("quarkus-app"));
        Files.writeString(version.resolve("quarkus-run.jar"), "");
        Files.writeString(version.resolve("of-the-old-version"), "");
        assertThat(runInstaller(version.toString())).isZero();
        var installed = Files.readString(settings);
        Files.delete(version.resolve("of-the-old-version"));

        assertThat(runInstaller(version.toString())).isZero();

        assertThat(Files.readString(settings)).isEqualTo(installed).containsPattern("SETUP_TOKEN=[0-9a-f]{32}\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(settings)))
                .isEqualTo("rw-------");
        assertThat(root.resolve("usr/lib/parley")).isDirectoryNotContaining("glob:**of-the-old-version");
    }

    @Test
    void executableChangesTheCommandOfTheUnit() throws IOException {
        var executable = Files.writeString(root.resolve("executable"), "#!/bin/sh\n");
        assertThat(executable.toFile().setExecutable(true)).isTrue();

        assertThat(runInstaller(executable.toString())).isZero();

        assertThat(root.resolve("usr/lib/parley/parley")).isExecutable();
        assertThat(root.resolve("etc/systemd/system/parley.service.d/executable.conf"))
                .hasContent("[Service]\nExecStart=\nExecStart=/usr/lib/parley/parley\n");
    }

    private int runInstaller(String... arguments) {
        var command =
                new ArrayList<>(List.of("sh", SYSTEMD.resolve("install.sh").toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("DESTDIR", root.toString());
        try {
            var process = builder.start();
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            return process.exitValue();
        } catch (IOException broken) {
            throw new AssertionError(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** The command of the unit, with this Java and the folder of this test. */
    private List<String> command() throws IOException {
        var command = Files.readString(root.resolve("etc/systemd/system/parley.service"))
                .lines()
                .filter(line -> line.startsWith("ExecStart="))
                .findFirst()
                .orElseThrow()
                .substring("ExecStart=".length());
        return List.of(command.replace("/usr/bin/java", System.getProperty("java.home") + "/bin/java")
                .replace("/usr/lib/parley", root.resolve("usr/lib/parley").toString())
                .split(" "));
    }

    /** The environment that systemd passes: the variables of the unit, then those of the file. */
    private Map<String, String> environment() throws IOException {
        var environment = new HashMap<String, String>();
        for (var file : List.of(root.resolve("etc/systemd/system/parley.service"), settings)) {
            ASSIGNMENT
                    .matcher(Files.readString(file))
                    .results()
                    .forEach(found -> environment.put(found.group(1), found.group(2)));
        }
        environment.put("PARLEY_DATA_DIR", root.resolve("var/lib/parley").toString());
        environment.put("QUARKUS_HTTP_PORT", String.valueOf(ServiceProcess.freePort()));
        environment.put("PARLEY_PUBLIC_URL", "http://127.0.0.1:" + environment.get("QUARKUS_HTTP_PORT"));
        return environment;
    }

    private static int signUp(String username, String setupToken) {
        var body =
                new HashMap<String, String>(Map.of("username", username, "password", "trombone quarry velvet lagoon"));
        if (setupToken != null) {
            body.put("setupToken", setupToken);
        }
        return RestAssured.given()
                .header("Origin", RestAssured.baseURI + ":" + RestAssured.port)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/accounts")
                .statusCode();
    }
}

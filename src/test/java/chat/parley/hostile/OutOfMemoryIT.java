package chat.parley.hostile;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import chat.parley.Concurrently;
import chat.parley.TestUser;
import chat.parley.ops.PackagedArtifact;
import chat.parley.ops.ServiceProcess;
import io.restassured.http.ContentType;

/** A jar that is started without JVM options exits on an OutOfMemoryError. */
@Tag("own-processes")
@DisabledIfSystemProperty(
        named = PackagedArtifact.EXECUTABLE,
        matches = ".+",
        disabledReason = "the check of the heap is that of the JVM")
class OutOfMemoryIT {

    /** The exit code of -XX:+ExitOnOutOfMemoryError. */
    private static final int EXIT_CODE = 3;
    /** KiB for a password hash: more than the heap. */
    private static final String MORE_THAN_THE_HEAP = "1000000";

    @TempDir
    Path folder;

    @Test
    void processExitsAndTheNextOneHasTheStoredData() {
        TestUser mira;
        long room;
        try (var first = ServiceProcess.start(Map.of("PARLEY_DATA_DIR", folder.toString()))) {
            mira = TestUser.create("mira");
            room = mira.createRoom("public");
            mira.post(room, 3);
        }

        try (var starved = ServiceProcess.startByJar(
                Map.of(
                        "PARLEY_DATA_DIR",
                        folder.toString(),
                        "PARLEY_AUTH_PASSWORD_ARGON2_MEMORY_KIB",
                        MORE_THAN_THE_HEAP),
                "-Xmx200m")) {
            Concurrently.runAsync(() -> given().contentType(ContentType.JSON)
                    .body(Map.of("username", TestUser.unique("tom"), "password", TestUser.PASSWORD))
                    .post("/api/accounts"));

            assertThat(starved.awaitExit()).as(starved.output()).isEqualTo(EXIT_CODE);
            assertThat(starved.output()).contains("Parley exits with code 3");
        }

        try (var third = ServiceProcess.start(Map.of("PARLEY_DATA_DIR", folder.toString()))) {
            assertThat(mira.get("/api/rooms/{id}", room).getLong("seq")).isEqualTo(3);
            assertThat(third.output()).doesNotContain("ERROR");
        }
    }
}

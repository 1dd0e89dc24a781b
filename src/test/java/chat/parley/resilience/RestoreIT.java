package chat.parley.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.hamcrest.Matchers.equalTo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import chat.parley.TestUser;
import chat.parley.ops.ServiceProcess;

/** Backups as operations.md describes them: the database contains everything, and restoring it restores everything. */
@Tag("own-processes")
class RestoreIT {

    @TempDir
    Path folder;

    @Test
    void restoredDumpEqualsTheOriginal() {
        assumeThat(InstalledPostgres.isInstalled())
                .as("a PostgreSQL that is installed, with its pg_dump")
                .isTrue();
        try (var server = InstalledPostgres.startIn(folder)) {
            server.run("createdb", "before");
            BackedUpData talk;
            try (var service = ServiceProcess.start(server.address("before"))) {
                talk = BackedUpData.create();
                server.run("pg_dump", "--format=custom", "--file=" + folder.resolve("parley.dump"), "before");
                talk.mira().post(talk.room(), "after the backup");
                service.kill();
            }

            server.run("createdb", "after");
            server.run(
                    "pg_restore",
                    "--exit-on-error",
                    "--no-owner",
                    "--dbname=after",
                    folder.resolve("parley.dump").toString());

            try (var restored = ServiceProcess.start(server.address("after"))) {
                talk.assertRestored();
                restored.kill();
            }
        }
    }

    @Test
    @EnabledIf(
            value = "chat.parley.ops.PackagedArtifact#hasPostgres",
            disabledReason = "this executable has no PostgreSQL")
    void copiedDataDirectoryEqualsTheOriginal() throws IOException {
        BackedUpData talk;
        try (var service = ServiceProcess.start(
                Map.of("PARLEY_DATA_DIR", folder.resolve("data").toString()))) {
            talk = BackedUpData.create();
        }
        copy(folder.resolve("data"), folder.resolve("copy"));

        try (var restored = ServiceProcess.start(
                Map.of("PARLEY_DATA_DIR", folder.resolve("copy").toString()))) {
            talk.assertRestored();
            restored.kill();
        }
    }

    /** The data at the time of the backup. */
    private record BackedUpData(TestUser mira, TestUser tom, long room, long file, byte[] bytes) {

        static BackedUpData create() {
            var mira = TestUser.create("mira");
            var tom = TestUser.create("tom");
            var room = mira.createRoom("private");
            mira.invite(room, tom);
            var bytes = "%PDF-1.4 what hangs on a message".repeat(9_000).getBytes();
            var file = mira.upload(room, "plan.pdf", bytes);
            mira.requestWith(Map.of(
                            "body", "the **plan** for the garden", "clientId", "one", "attachments", new long[] {file}))
                    .post("/api/rooms/{id}/messages", room)
                    .then()
                    .statusCode(201);
            tom.post(room, "seen");
            tom.react(room, 1, "👍").then().statusCode(200);
            return new BackedUpData(mira, tom, room, file, bytes);
        }

        /** Sessions are restored as well, so nobody has to sign in again. */
        void assertRestored() {
            var stored = tom.get("/api/rooms/{id}/messages", room);
            assertThat(stored.getList("items.seq", Integer.class)).containsExactly(1, 2);
            assertThat(stored.getString("items[0].html")).contains("<strong>plan</strong>");
            assertThat(stored.getString("items[0].reactions[0].users[0]")).isEqualTo(tom.username());
            assertThat(tom.request()
                            .get("/api/attachments/{id}", file)
                            .then()
                            .statusCode(200)
                            .extract()
                            .asByteArray())
                    .isEqualTo(bytes);
            tom.request().get("/api/search?q=garden").then().statusCode(200).body("items.size()", equalTo(1));
            assertThat(mira.post(room, "and it goes on")).isEqualTo(3);
            assertThat(TestUser.postLogin(mira.username(), TestUser.PASSWORD).header("Location"))
                    .isEqualTo("/");
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}

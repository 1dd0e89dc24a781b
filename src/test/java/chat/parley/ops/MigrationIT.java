package chat.parley.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import chat.parley.TestUser;
import io.restassured.RestAssured;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** Several processes share a database: one migrates the schema and exits, and the others only validate it. */
@Tag("own-processes")
class MigrationIT {

    private static final Map<String, String> MIGRATE_AND_EXIT = Map.of("QUARKUS_INIT_AND_EXIT", "true");
    private static final Map<String, String> VALIDATE_ONLY = Map.of("QUARKUS_FLYWAY_MIGRATE_AT_START", "false");

    private static final Duration START = Duration.ofSeconds(60);
    private static final String SLEEPING = "pg_stat_activity where wait_event = 'PgSleep'";
    private static final String ADVISORY_LOCKS = "pg_locks where locktype = 'advisory' and granted";
    /** Asks for the lock once a second, between two of which it has no transaction open. */
    private static final String WAITING_FOR_LOCK =
            "pg_stat_activity where state = 'idle' and query like '%pg_try_advisory_lock%'";

    private static final String TABLES = "pg_tables where tablename in ('account', 'message', 'reaction')";

    @Test
    void processWithoutMigrationWaitsForTheSchema() throws IOException, SQLException {
        try (var server = EmbeddedPostgres.start()) {
            assertThat(startExpectingFailure(server, VALIDATE_ONLY))
                    .contains("The database has no schema, but this version of Parley needs schema version ");

            try (var migration = ServiceProcess.startUnready(settings(server, MIGRATE_AND_EXIT))) {
                assertThat(migration.awaitExit()).as(migration.output()).isZero();
                assertThat(migration.output()).doesNotContain("Listening on").doesNotContain("ERROR");
            }

            try (var service = ServiceProcess.start(settings(server, VALIDATE_ONLY))) {
                assertThat(service.output()).doesNotContain("Migrating schema");
                assertThat(RestAssured.get("/login").statusCode()).isEqualTo(200);
            }

            try (var connection = server.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("update flyway_schema_history set version = '0.9' where version = '1'");
            }
            assertThat(startExpectingFailure(server, VALIDATE_ONLY))
                    .contains("The database has schema version 0.9, but this version of Parley needs schema version ");
        }
    }

    /** The package waits 3 s for an answer of the database (socketTimeout), and cancels a statement after 2.5 s. */
    @Test
    void migrationMayTakeLongerThanTheTimeoutsOfRequests() throws IOException, SQLException {
        try (var server = EmbeddedPostgres.start()) {
            onCreationOfReactions(server, "perform pg_sleep(6)");

            try (var first = ServiceProcess.startUnready(settings(server, MIGRATE_AND_EXIT));
                    var second = ServiceProcess.startUnready(settings(server, MIGRATE_AND_EXIT))) {
                await().atMost(START).until(() -> count(server, SLEEPING) == 1);
                await().atMost(START)
                        .until(() -> count(server, ADVISORY_LOCKS) == 1 && count(server, WAITING_FOR_LOCK) == 1);

                assertThat(first.awaitExit()).as(first.output()).isZero();
                assertThat(second.awaitExit()).as(second.output()).isZero();
                assertThat(List.of(first.output(), second.output()))
                        .filteredOn(output -> output.contains("Migrating schema"))
                        .singleElement()
                        .satisfies(output -> assertThat(output)
                                .containsPattern("The migration runs statement \\d+ for \\d s: create table reaction"));
            }
        }
    }

    @Test
    void failedMigrationLeavesNothingAndIsRepeated() throws IOException, SQLException {
        try (var server = EmbeddedPostgres.start()) {
            onCreationOfReactions(server, "raise exception 'the disk is full'");
            try (var failed = ServiceProcess.startUnready(settings(server, MIGRATE_AND_EXIT))) {
                assertThat(failed.awaitExit()).isNotZero();
                assertThat(failed.output()).contains("the disk is full");
            }
            assertThat(count(server, TABLES)).isZero();

            execute(server, "drop event trigger on_reaction");
            migrate(server);
            assertThat(count(server, TABLES)).isPositive();
        }
    }

    @Test
    void migrationIsRepeatedAfterItsProcessWasKilled() throws IOException, SQLException {
        try (var server = EmbeddedPostgres.start()) {
            onCreationOfReactions(server, "perform pg_sleep(3)");
            try (var killed = ServiceProcess.startUnready(settings(server, MIGRATE_AND_EXIT))) {
                await().atMost(START).until(() -> count(server, SLEEPING) == 1);
                killed.kill();
            }

            migrate(server);
            assertThat(count(server, TABLES)).isPositive();
        }
    }

    /** Flyway records the failure of a migration that has no transaction, because a part of it may be done. */
    @Test
    void migrationThatFailedWithoutATransactionContinues() throws IOException, SQLException {
        try (var server = EmbeddedPostgres.start()) {
            migrate(server);
            execute(
                    server,
                    "create schema kept",
                    "alter table flyway_schema_history set schema kept",
                    "drop schema public cascade",
                    "create schema public",
                    "alter table kept.flyway_schema_history set schema public",
                    "update flyway_schema_history set success = false");

            try (var service = ServiceProcess.start(settings(server, Map.of()))) {
                assertThat(service.output()).contains("A migration has failed before. It continues where it failed");
                assertThat(RestAssured.get("/login").statusCode()).isEqualTo(200);
            }
        }
    }

    /** Between the migration of a newer version and the last of its processes, and after a rollback. */
    @Test
    void versionBeforeRunsOnASchemaThatOnlyAdded() throws IOException, SQLException {
        try (var server = EmbeddedPostgres.start()) {
            Flyway.configure()
                    .dataSource(server.getPostgresDatabase())
                    .locations("db/migration", "db/additive")
                    .load()
                    .migrate();

            for (var own : List.of(VALIDATE_ONLY, Map.<String, String>of())) {
                try (var service = ServiceProcess.start(settings(server, own))) {
                    assertThat(service.output())
                            .contains(
                                    "The database has schema version 1000, which is newer than version 1 of this Parley,"
                                            + " but compatible with it");
                    var mira = TestUser.create("mira");
                    var room = mira.createRoom("private");
                    assertThat(mira.post(room, "On a newer schema")).isEqualTo(1);
                    assertThat(mira.get("/api/search?q=newer").getList("items")).hasSize(1);
                }
            }

            execute(server, "update schema_compatibility set min_schema_version = '1000'");
            for (var own : List.of(VALIDATE_ONLY, Map.<String, String>of())) {
                assertThat(startExpectingFailure(server, own))
                        .contains("The database has schema version 1000, which requires a version of Parley with schema"
                                + " version 1000 or later, but this version of Parley has schema version 1."
                                + " Start a newer version of Parley, or restore a backup from before the upgrade.");
            }
        }
    }

    private static void migrate(EmbeddedPostgres server) {
        try (var migration = ServiceProcess.startUnready(settings(server, MIGRATE_AND_EXIT))) {
            assertThat(migration.awaitExit()).as(migration.output()).isZero();
        }
    }

    /** Runs an action in the middle of the migration. The function is in another schema, because the migrated one must be empty. */
    private static void onCreationOfReactions(EmbeddedPostgres server, String action) throws SQLException {
        execute(server, "create schema test", """
                create function test.on_reaction() returns event_trigger language plpgsql as $$
                begin
                    if exists (select from pg_event_trigger_ddl_commands() where object_identity = 'public.reaction') then
                        %s;
                    end if;
                end $$""".formatted(action), """
                create event trigger on_reaction on ddl_command_end when tag in ('CREATE TABLE')
                execute function test.on_reaction()""");
    }

    private static void execute(EmbeddedPostgres server, String... statements) throws SQLException {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static int count(EmbeddedPostgres server, String from) throws SQLException {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from " + from)) {
            row.next();
            return row.getInt(1);
        }
    }

    private static String startExpectingFailure(EmbeddedPostgres server, Map<String, String> own) {
        try (var service = ServiceProcess.startUnready(settings(server, own))) {
            assertThat(service.awaitExit()).isNotZero();
            return service.output();
        }
    }

    private static Map<String, String> settings(EmbeddedPostgres server, Map<String, String> own) {
        var settings = new HashMap<>(Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL",
                server.getJdbcUrl("postgres", "postgres"),
                "QUARKUS_DATASOURCE_USERNAME",
                "postgres",
                "QUARKUS_DATASOURCE_PASSWORD",
                ""));
        settings.put("QUARKUS_HTTP_PORT", String.valueOf(ServiceProcess.freePort()));
        settings.putAll(own);
        return settings;
    }
}

package chat.parley.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.restassured.RestAssured;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** Several processes share a database: one migrates the schema and exits, and the others only validate it. */
@Tag("own-processes")
class MigrationIT {

    private static final Map<String, String> MIGRATE_AND_EXIT = Map.of("QUARKUS_INIT_AND_EXIT", "true");
    private static final Map<String, String> VALIDATE_ONLY = Map.of("QUARKUS_FLYWAY_MIGRATE_AT_START", "false");

    @Test
    void processWithoutMigrationWaitsForTheSchema() throws IOException, SQLException {
        try (var server = EmbeddedPostgres.start()) {
            assertThat(startExpectingFailure(server))
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
            assertThat(startExpectingFailure(server))
                    .contains("The database has schema version 0.9, but this version of Parley needs schema version ");
        }
    }

    private static String startExpectingFailure(EmbeddedPostgres server) {
        try (var service = ServiceProcess.startUnready(settings(server, VALIDATE_ONLY))) {
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

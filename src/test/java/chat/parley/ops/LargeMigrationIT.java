package chat.parley.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import chat.parley.TestUser;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** A later migration changes each row of a large table while people write. */
@Tag("own-processes")
class LargeMigrationIT {

    /** With a million it takes two minutes; src/docs/operations.md has what was measured. */
    private static final int MESSAGES = 100_000;

    @Test
    void postsSucceedWhileMessagesAreMigratedInSteps() throws IOException, SQLException {
        try (var server = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("max_wal_size", "4GB")
                        .setServerConfig("maintenance_work_mem", "256MB")
                        .start();
                var service = ServiceProcess.start(Map.of(
                        "QUARKUS_DATASOURCE_JDBC_URL",
                        server.getJdbcUrl("postgres", "postgres"),
                        "QUARKUS_DATASOURCE_USERNAME",
                        "postgres",
                        "QUARKUS_DATASOURCE_PASSWORD",
                        "",
                        "PARLEY_RATE_LIMIT_MULTIPLIER",
                        "0"))) {
            var mira = TestUser.create("mira");
            var room = mira.createRoom("public");
            mira.post(room, 10);
            fill(server.getPostgresDatabase());

            var migration = CompletableFuture.supplyAsync(() -> migrate(server.getPostgresDatabase()));
            var statuses = new ArrayList<Integer>();
            do {
                statuses.add(mira.tryToPost(
                                room,
                                "While messages are migrated",
                                UUID.randomUUID().toString())
                        .statusCode());
            } while (!migration.isDone());

            assertThat(migration.join()).isEqualTo(1);
            // A post that waits for a lock for two seconds would get 503.
            assertThat(statuses).hasSizeGreaterThan(10).containsOnly(201);
            assertThat(migratedMessages(server.getPostgresDatabase())).isGreaterThanOrEqualTo(MESSAGES);
            assertThat(mira.post(room, "After the migration")).isEqualTo(11 + statuses.size());
        }
    }

    private static void fill(DataSource database) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            // Filling a table is faster without this index, and without triggers.
            statement.execute("drop index message_search_vector_idx");
            statement.execute("set local session_replication_role = replica");
            statement.execute("""
                    with archive as (
                        insert into room (name, kind, seq, version) values ('Archive', 'public', %1$d, %1$d) returning id)
                    insert into message (room_id, seq, version, author_id, author_seq, client_id, body, html, html_version,
                        created_at, room_public)
                    select archive.id, seq, seq, (select min(id) from account), seq, 'archive-' || seq, 'Message', 'Message', 2,
                        now(), true
                    from archive, generate_series(1, %1$d) seq""".formatted(MESSAGES));
            statement.execute(
                    "create index message_search_vector_idx on message using gin (search_vector) with (gin_pending_list_limit = 64)");
            connection.commit();
        }
    }

    /** By the index that the migration has created. */
    private static int migratedMessages(DataSource database) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        select count(*) from message where length is not null
                        and (select indisvalid from pg_index where indexrelid = 'message_length_idx'::regclass)""")) {
            row.next();
            return row.getInt(1);
        }
    }

    /** With the lock that Parley uses: with that of a transaction the index would wait for it forever. */
    private static int migrate(DataSource database) {
        var configuration = Flyway.configure().dataSource(database).locations("db/migration", "db/steps");
        configuration
                .getPluginRegister()
                .getExact(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        return configuration.load().migrate().migrationsExecuted;
    }
}

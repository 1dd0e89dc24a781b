package chat.parley;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** A PostgreSQL for the tests, empty at the start and deleted at the end. It does not fsync, because nothing needs to survive a crash. */
@WithTestResource(value = TestDatabase.class, scope = TestResourceScope.GLOBAL)
public class TestDatabase implements QuarkusTestResourceLifecycleManager {

    private EmbeddedPostgres server;

    @Override
    public Map<String, String> start() {
        try {
            server = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    // StatementCount reads its log.
                    .setServerConfig("logging_collector", "on")
                    .setServerConfig("log_rotation_age", "0")
                    .setServerConfig("log_rotation_size", "0")
                    .start();
        } catch (IOException broken) {
            throw new UncheckedIOException("The tests' PostgreSQL does not start", broken);
        }
        return Map.of(
                "quarkus.datasource.jdbc.url",
                server.getJdbcUrl("postgres", "postgres"),
                "quarkus.datasource.username",
                "postgres",
                "quarkus.datasource.password",
                "");
    }

    @Override
    public void stop() {
        try {
            server.close();
        } catch (IOException broken) {
            throw new UncheckedIOException("The tests' PostgreSQL does not stop", broken);
        }
    }
}

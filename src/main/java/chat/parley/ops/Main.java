package chat.parley.ops;

import java.io.UncheckedIOException;
import java.security.Security;

import org.eclipse.microprofile.config.ConfigProvider;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the service, after an embedded PostgreSQL if no database is configured. */
@QuarkusMain
public class Main {

    private static final String DATABASE_URL = "quarkus.datasource.jdbc.url";
    private static final String DNS_CACHE_SECONDS = "2";
    private static final String MIGRATE_AT_START = "quarkus.flyway.migrate-at-start";

    Main() {}

    public static void main(String... arguments) {
        // The JVM reads these once, before the first lookup. With them, a database whose name has a new address after a
        // failover is found within seconds. The defaults keep the old address for 30 s, and a failed lookup for 10 s.
        Security.setProperty("networkaddress.cache.ttl", DNS_CACHE_SECONDS);
        Security.setProperty("networkaddress.cache.negative.ttl", DNS_CACHE_SECONDS);
        if (ConfigProvider.getConfig()
                .getOptionalValue(DATABASE_URL, String.class)
                .isEmpty()) {
            startEmbeddedDatabase();
        }
        if (!ConfigProvider.getConfig().getValue(MIGRATE_AT_START, Boolean.class)) {
            // Without a migration nothing else checks the schema. SchemaGuard reports what is wrong.
            System.setProperty("quarkus.flyway.validate-at-start", "true");
        }
        Quarkus.run(arguments);
    }

    private static void startEmbeddedDatabase() {
        try {
            EmbeddedDatabase.start().configureService();
        } catch (UncheckedIOException failure) {
            System.err.println(failure.getMessage());
            // Not exit: logging is not configured yet and would first print all delayed messages.
            Runtime.getRuntime().halt(1);
        }
    }
}

package chat.parley.ops;

import java.io.UncheckedIOException;
import java.security.Security;

import org.eclipse.microprofile.config.ConfigProvider;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the service, after an embedded PostgreSQL if no database is configured. */
@QuarkusMain
public class Main {

    private static final String DATABASE = "quarkus.datasource.jdbc.url";
    private static final String DNS_CACHE_SECONDS = "2";
    private static final String MIGRATES = "quarkus.flyway.migrate-at-start";

    Main() {}

    public static void main(String... arguments) {
        // Before the first name is looked up, as the JVM reads them once. A database whose name leads elsewhere after a
        // failover is
        // found within seconds, where the JVM would use the old address for 30 s, and a name that was not there for 10
        // s.
        Security.setProperty("networkaddress.cache.ttl", DNS_CACHE_SECONDS);
        Security.setProperty("networkaddress.cache.negative.ttl", DNS_CACHE_SECONDS);
        if (ConfigProvider.getConfig().getOptionalValue(DATABASE, String.class).isEmpty()) {
            startOwnDatabase();
        }
        if (!ConfigProvider.getConfig().getValue(MIGRATES, Boolean.class)) {
            // Else nobody would look, and it would serve on whatever schema it finds. SchemaGuard says what is wrong.
            System.setProperty("quarkus.flyway.validate-at-start", "true");
        }
        Quarkus.run(arguments);
    }

    private static void startOwnDatabase() {
        try {
            EmbeddedDatabase.start().publish();
        } catch (UncheckedIOException refused) {
            System.err.println(refused.getMessage());
            // Not exit: the logging that is not set up yet would first print all that it has held back.
            Runtime.getRuntime().halt(1);
        }
    }
}

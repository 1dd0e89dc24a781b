package chat.parley.ops;

import java.security.Security;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/**
 * Starts the service. Reads no settings: before {@link Quarkus#run} a native executable has only those that were known when
 * it was built. {@link StartSettings} decides what depends on settings.
 */
@QuarkusMain
public class Main {

    private static final String DNS_CACHE_SECONDS = "2";

    Main() {}

    public static void main(String... arguments) {
        // The JVM reads these once, before the first lookup. With them, a database whose name has a new address after a
        // failover is found within seconds. The defaults keep the old address for 30 s, and a failed lookup for 10 s.
        Security.setProperty("networkaddress.cache.ttl", DNS_CACHE_SECONDS);
        Security.setProperty("networkaddress.cache.negative.ttl", DNS_CACHE_SECONDS);
        StartSettings.enable();
        Quarkus.run(arguments);
    }
}

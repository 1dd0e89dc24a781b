package chat.parley.ops;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.eclipse.microprofile.config.spi.ConfigSource;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.Converters;
import io.smallrye.config.PropertiesConfigSource;

/**
 * Settings that depend on other settings: the database URL, for which an embedded PostgreSQL starts if none is configured,
 * and the validation of a schema that this process does not migrate. Quarkus calls it once, when it reads the configuration
 * of a start, with all its sources: properties of the system, environment, files. Does nothing in a process without {@link
 * Main}, such as a build or a test, which read the same configuration.
 */
public final class StartSettings implements ConfigSourceFactory {

    private static final String DATABASE_URL = "quarkus.datasource.jdbc.url";
    private static final String MIGRATE_AT_START = "quarkus.flyway.migrate-at-start";
    private static final String VALIDATE_AT_START = "quarkus.flyway.validate-at-start";
    private static final String DATA_DIRECTORY = "parley.data-dir";
    /** Above all others, like the system properties of a program that sets them before its start. */
    private static final int ORDINAL = 500;

    private static volatile boolean enabled;

    static void enable() {
        enabled = true;
    }

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext settings) {
        if (!enabled) {
            return List.of();
        }
        if (value(settings, DATABASE_URL) == null) {
            startEmbeddedDatabase(Path.of(value(settings, DATA_DIRECTORY)));
        }
        // Without a migration nothing else checks the schema. SchemaGuard reports what is wrong.
        return isTrue(value(settings, MIGRATE_AT_START))
                ? List.of()
                : List.of(new PropertiesConfigSource(
                        Map.of(VALIDATE_AT_START, "true"), StartSettings.class.getName(), ORDINAL));
    }

    /** Null if it is not set, or empty, which means the same to Quarkus. */
    private static String value(ConfigSourceContext settings, String name) {
        var value = settings.getValue(name);
        return value == null || value.getValue() == null || value.getValue().isEmpty() ? null : value.getValue();
    }

    private static boolean isTrue(String value) {
        return value != null && Converters.getImplicitConverter(Boolean.class).convert(value);
    }

    /** The database outlives a reload in dev mode, which reads the configuration again, so its address is kept in system properties. */
    private static void startEmbeddedDatabase(Path folder) {
        try {
            EmbeddedDatabase.start(folder.toAbsolutePath()).configureService();
        } catch (UncheckedIOException failure) {
            System.err.println(failure.getMessage());
            // Not exit: logging is not configured yet and would first print all delayed messages.
            Runtime.getRuntime().halt(1);
        }
    }
}

package chat.parley.database;

import java.sql.SQLException;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.FluentConfiguration;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import io.quarkus.logging.Log;

/**
 * Lets a process that migrates repeat a migration that failed outside of a transaction. Flyway records its failure, and would
 * require a repair by hand. A migration without a transaction changes a table in steps, and must skip what it has done already
 * (src/docs/operations.md). One in a transaction leaves neither a record nor a change.
 */
@ApplicationScoped
class MigrationRetry implements FlywayConfigurationCustomizer {

    private final boolean migratesAtStart;

    MigrationRetry(@ConfigProperty(name = "quarkus.flyway.migrate-at-start") boolean migratesAtStart) {
        this.migratesAtStart = migratesAtStart;
    }

    @Override
    public void customize(FluentConfiguration configuration) {
        if (migratesAtStart) {
            MigrationCallbacks.add(configuration, new BaseCallback() {
                @Override
                public boolean supports(Event event, Context context) {
                    return event == Event.BEFORE_VALIDATE;
                }

                @Override
                public void handle(Event event, Context context) {
                    removeFailures(context);
                }
            });
        }
    }

    private static void removeFailures(Context context) {
        var table = context.getConfiguration().getTable();
        try (var statement = context.getConnection().createStatement()) {
            try (var row = statement.executeQuery("select to_regclass('" + table + "') is not null")) {
                row.next();
                if (!row.getBoolean(1)) {
                    return;
                }
            }
            if (statement.executeUpdate("delete from " + table + " where not success") > 0) {
                Log.warn("A migration has failed before. It continues where it failed");
            }
        } catch (SQLException failed) {
            throw new FlywayException("The failed migrations cannot be read", failed);
        }
    }
}

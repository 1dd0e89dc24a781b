package chat.parley.database;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.FluentConfiguration;

import io.quarkus.flyway.FlywayConfigurationCustomizer;

/**
 * Prevents an old Parley from starting on a newer schema, whose data it may damage, and one that does not migrate from
 * starting on an older schema, with a clear message. Flyway validates later; its message mentions a missing migration
 * and suggests a repair, which would be wrong.
 */
@ApplicationScoped
class SchemaGuard implements FlywayConfigurationCustomizer {

    private final boolean migratesAtStart;

    SchemaGuard(@ConfigProperty(name = "quarkus.flyway.migrate-at-start") boolean migratesAtStart) {
        this.migratesAtStart = migratesAtStart;
    }

    @Override
    public void customize(FluentConfiguration configuration) {
        MigrationCallbacks.add(configuration, new BaseCallback() {
            @Override
            public boolean supports(Event event, Context context) {
                return event == Event.BEFORE_VALIDATE;
            }

            @Override
            public void handle(Event event, Context context) {
                var schema = Flyway.configure()
                        .configuration(context.getConfiguration())
                        .load()
                        .info();
                rejectNewer(schema);
                if (!migratesAtStart) {
                    rejectOlder(schema);
                }
            }
        });
    }

    private static void rejectNewer(MigrationInfoService schema) {
        for (var migration : schema.all()) {
            if (isFromNewerVersion(migration)) {
                throw new FlywayException("The database has schema version " + migration.getVersion()
                        + ", which is newer than this version of Parley supports. Start the newer version, or restore"
                        + " a backup from before the upgrade.");
            }
        }
    }

    private static void rejectOlder(MigrationInfoService schema) {
        var pending = schema.pending();
        if (pending.length > 0) {
            var current = schema.current() == null
                    ? "no schema"
                    : "schema version " + schema.current().getVersion();
            throw new FlywayException(
                    "The database has " + current + ", but this version of Parley needs schema version "
                            + pending[pending.length - 1].getVersion()
                            + ", and quarkus.flyway.migrate-at-start is false."
                            + " To migrate, start Parley once with quarkus.init-and-exit=true and without quarkus.flyway.migrate-at-start.");
        }
    }

    private static boolean isFromNewerVersion(MigrationInfo migration) {
        return migration.getState() == MigrationState.FUTURE_SUCCESS
                || migration.getState() == MigrationState.FUTURE_FAILED;
    }
}

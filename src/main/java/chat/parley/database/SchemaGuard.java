package chat.parley.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.FluentConfiguration;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import io.quarkus.logging.Log;

/**
 * Prevents Parley from starting on a schema that it cannot work with, with a clear message: on a newer one whose
 * compatibility floor (the table {@code schema_compatibility}) is above the version that this Parley has, and, if it does not
 * migrate, on an older one. On a newer schema that only added to its own it starts. Flyway validates later; its messages
 * suggest a repair, which would be wrong.
 */
@ApplicationScoped
class SchemaGuard implements FlywayConfigurationCustomizer {

    private static final String NEWER_MIGRATIONS = "*:future";

    private final boolean migratesAtStart;

    SchemaGuard(@ConfigProperty(name = "quarkus.flyway.migrate-at-start") boolean migratesAtStart) {
        this.migratesAtStart = migratesAtStart;
    }

    @Override
    public void customize(FluentConfiguration configuration) {
        configuration.ignoreMigrationPatterns(NEWER_MIGRATIONS);
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
                if (Arrays.stream(schema.all()).anyMatch(SchemaGuard::isFromNewerVersion)) {
                    rejectIncompatible(schema, context.getConnection());
                }
                if (!migratesAtStart) {
                    rejectOlder(schema);
                }
            }
        });
    }

    private static void rejectIncompatible(MigrationInfoService schema, Connection connection) {
        var newest = newest(schema, true);
        var known = newest(schema, false);
        var floor = compatibilityFloor(connection);
        if (known.compareTo(floor) < 0) {
            throw new FlywayException("The database has schema version " + newest
                    + ", which requires a version of Parley with schema version " + floor
                    + " or later, but this version of Parley has schema version " + known
                    + ". Start a newer version of Parley, or restore a backup from before the upgrade.");
        }
        Log.infof(
                "The database has schema version %s, which is newer than version %s of this Parley, but compatible with it",
                newest, known);
    }

    /** The newest version of all, or of those that this Parley has. */
    private static MigrationVersion newest(MigrationInfoService schema, boolean withNewer) {
        return Arrays.stream(schema.all())
                .filter(migration -> migration.getVersion() != null)
                .filter(migration -> withNewer || !isFromNewerVersion(migration))
                .map(MigrationInfo::getVersion)
                .max(MigrationVersion::compareTo)
                .orElse(MigrationVersion.EMPTY);
    }

    private static MigrationVersion compatibilityFloor(Connection connection) {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select min_schema_version from schema_compatibility")) {
            row.next();
            return MigrationVersion.fromVersion(row.getString(1));
        } catch (SQLException failed) {
            throw new FlywayException("The table schema_compatibility cannot be read", failed);
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

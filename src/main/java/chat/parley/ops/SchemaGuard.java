package chat.parley.ops;

import jakarta.enterprise.context.ApplicationScoped;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.FluentConfiguration;

import io.quarkus.flyway.FlywayConfigurationCustomizer;

/**
 * Keeps an older Parley away from a newer schema, whose rows it may spoil, and says so. Flyway's own look, which comes
 * after this one, speaks of a migration that is missing and advises a repair, which would be the wrong thing to do.
 */
@ApplicationScoped
public class SchemaGuard implements FlywayConfigurationCustomizer {

    @Override
    public void customize(FluentConfiguration configuration) {
        configuration.callbacks(new BaseCallback() {
            @Override
            public boolean supports(Event event, Context context) {
                return event == Event.BEFORE_VALIDATE;
            }

            @Override
            public void handle(Event event, Context context) {
                refuseNewer(Flyway.configure().configuration(context.getConfiguration()).load());
            }
        });
    }

    private static void refuseNewer(Flyway flyway) {
        for (var migration : flyway.info().all()) {
            if (isFromTheFuture(migration)) {
                throw new FlywayException("The database has schema version " + migration.getVersion()
                        + ", which is newer than this Parley understands. Start the newer Parley that made it, or restore"
                        + " the backup from before the upgrade.");
            }
        }
    }

    private static boolean isFromTheFuture(MigrationInfo migration) {
        return migration.getState() == MigrationState.FUTURE_SUCCESS || migration.getState() == MigrationState.FUTURE_FAILED;
    }
}

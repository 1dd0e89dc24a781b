package chat.parley.ops;

import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import org.flywaydb.core.api.configuration.FluentConfiguration;

import chat.parley.database.UnpooledDataSources;
import io.agroal.api.AgroalDataSource;
import io.quarkus.flyway.FlywayConfigurationCustomizer;

/**
 * Provides connections for migrations, with their own timeouts. Those of the pool would abort an index build, and the
 * lock of Flyway is a transaction that is idle during a migration. One timeout remains: a migration that waits for a
 * lock blocks everyone behind it, so it fails after ten seconds, and with it the start.
 */
@ApplicationScoped
class MigrationConnections implements FlywayConfigurationCustomizer {

    private static final Map<String, String> DRIVER_PROPERTIES =
            Map.of("socketTimeout", "0", "loginTimeout", "10", "options", "");
    private static final String SESSION_SETTINGS =
            "set statement_timeout = 0; set idle_in_transaction_session_timeout = 0; set lock_timeout = '10s'";

    MigrationConnections() {}

    /** With {@code quarkus.flyway.username} Flyway opens separate connections without timeouts, which this does not change. */
    @Override
    public void customize(FluentConfiguration configuration) {
        if (configuration.getDataSource() instanceof AgroalDataSource pool) {
            configuration.dataSource(UnpooledDataSources.of(pool, DRIVER_PROPERTIES, SESSION_SETTINGS));
        }
    }
}

package chat.parley.database;

import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

import io.agroal.api.AgroalDataSource;
import io.quarkus.flyway.FlywayConfigurationCustomizer;

/**
 * Provides connections for migrations, with their own timeouts, because those of the pool would abort an index build. One
 * timeout remains: a migration that waits for a lock blocks everyone behind it, so it fails after ten seconds, and with it
 * the start.
 *
 * <p>Processes that migrate at the same time take turns by an advisory lock of PostgreSQL, for which they wait without a limit.
 * It belongs to the session, not to a transaction: {@code create index concurrently} waits for the end of all transactions,
 * so it would wait for that of Flyway. The lock ends with its connection, also if the process is killed.
 */
@ApplicationScoped
class MigrationConnections implements FlywayConfigurationCustomizer {

    private static final Map<String, String> DRIVER_PROPERTIES =
            Map.of("socketTimeout", "0", "loginTimeout", "10", "options", "");
    private static final String SESSION_SETTINGS =
            "set statement_timeout = 0; set idle_in_transaction_session_timeout = 0; set lock_timeout = '10s'";

    private static final int WITHOUT_LIMIT = -1;

    MigrationConnections() {}

    /** With {@code quarkus.flyway.username} Flyway opens separate connections without timeouts, which this does not change. */
    @Override
    public void customize(FluentConfiguration configuration) {
        configuration.lockRetryCount(WITHOUT_LIMIT);
        configuration
                .getPluginRegister()
                .getExact(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        if (configuration.getDataSource() instanceof AgroalDataSource pool) {
            configuration.dataSource(UnpooledDataSources.of(pool, DRIVER_PROPERTIES, SESSION_SETTINGS));
        }
    }
}

package chat.parley.database;

import java.util.Map;
import java.util.Properties;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionFactoryConfiguration;
import io.agroal.api.configuration.AgroalDataSourceConfiguration.DataSourceImplementation;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.pool.DataSource;

/**
 * Opens connections to the database of the pool, with the same credentials but outside of the pool and with other timeouts: for
 * work that the timeouts of the pool would abort, and for probes while the pool may be exhausted.
 */
final class UnpooledDataSources {

    private static final int MAX_CONNECTIONS = 8;

    private UnpooledDataSources() {}

    /**
     * Creates a data source that opens a connection on each request and closes it physically. It owns no threads.
     *
     * @param pool the source of the address, the credentials and the other properties
     * @param properties JDBC driver properties that replace those of the pool; an empty value removes one
     * @param initialSql runs on each new connection; null for none. Unlike the driver property {@code options}, it also works
     *        behind a connection pooler
     */
    static AgroalDataSource of(AgroalDataSource pool, Map<String, String> properties, String initialSql) {
        var original = pool.getConfiguration().connectionPoolConfiguration().connectionFactoryConfiguration();
        var configuration = new AgroalDataSourceConfigurationSupplier()
                .dataSourceImplementation(DataSourceImplementation.AGROAL_POOLLESS);
        configuration.connectionPoolConfiguration().maxSize(MAX_CONNECTIONS);
        var connections = configuration
                .connectionPoolConfiguration()
                .connectionFactoryConfiguration()
                .jdbcUrl(original.jdbcUrl())
                .connectionProviderClass(original.connectionProviderClass())
                .principal(original.principal());
        original.credentials().forEach(connections::credential);
        if (initialSql != null) {
            connections.initialSql(initialSql);
        }
        mergeProperties(original, properties)
                .forEach((name, value) -> connections.jdbcProperty((String) name, (String) value));
        // Not AgroalDataSource.from, which finds the implementation by reflection and fails in a native executable.
        return new DataSource(configuration.get());
    }

    private static Properties mergeProperties(
            AgroalConnectionFactoryConfiguration original, Map<String, String> properties) {
        var merged = new Properties();
        merged.putAll(original.jdbcProperties());
        merged.putAll(properties);
        merged.values().removeIf(""::equals);
        return merged;
    }
}

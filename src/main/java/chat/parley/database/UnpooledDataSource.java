package chat.parley.database;

import java.util.Map;
import java.util.Properties;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionFactoryConfiguration;
import io.agroal.api.configuration.AgroalDataSourceConfiguration.DataSourceImplementation;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.pool.DataSource;

/**
 * Makes connections to the same database as the pool, with the same credentials, outside of the pool and with other limits: for
 * work that the pool's limits would end, and for asking whether the database answers while the pool may be exhausted.
 */
public final class UnpooledDataSource {

    private static final int MAX_CONNECTIONS = 8;

    private UnpooledDataSource() {}

    /**
     * A data source whose connections are physically closed when they are closed. It owns no threads.
     *
     * @param pool what to take the address, the credentials and the other properties from
     * @param properties properties of the JDBC driver that replace the pool's; an empty value removes one
     * @param initialSql runs on each new connection; null for none. A setting that is made here works behind a connection pooler too,
     *        which may drop what the driver sends as {@code options}
     */
    public static AgroalDataSource of(AgroalDataSource pool, Map<String, String> properties, String initialSql) {
        var like = pool.getConfiguration().connectionPoolConfiguration().connectionFactoryConfiguration();
        var configuration = new AgroalDataSourceConfigurationSupplier()
                .dataSourceImplementation(DataSourceImplementation.AGROAL_POOLLESS);
        configuration.connectionPoolConfiguration().maxSize(MAX_CONNECTIONS);
        var connections = configuration
                .connectionPoolConfiguration()
                .connectionFactoryConfiguration()
                .jdbcUrl(like.jdbcUrl())
                .connectionProviderClass(like.connectionProviderClass())
                .principal(like.principal());
        like.credentials().forEach(connections::credential);
        if (initialSql != null) {
            connections.initialSql(initialSql);
        }
        merged(like, properties).forEach((name, value) -> connections.jdbcProperty((String) name, (String) value));
        // By its constructor, as AgroalDataSource.from looks for it by reflection.
        return new DataSource(configuration.get());
    }

    private static Properties merged(AgroalConnectionFactoryConfiguration like, Map<String, String> properties) {
        var merged = new Properties();
        merged.putAll(like.jdbcProperties());
        merged.putAll(properties);
        merged.values().removeIf(""::equals);
        return merged;
    }
}

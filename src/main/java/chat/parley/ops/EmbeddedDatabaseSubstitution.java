package chat.parley.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/**
 * Replaces {@link EmbeddedDatabase} in a native executable, which is for containers: a server of 50 MB that unpacks
 * itself has no place there, and its data would not persist.
 */
@TargetClass(EmbeddedDatabase.class)
final class EmbeddedDatabaseSubstitution {

    private EmbeddedDatabaseSubstitution() {}

    @Substitute
    static EmbeddedDatabase start(Path folder) {
        throw new UncheckedIOException(
                "The native executable does not contain PostgreSQL. Set QUARKUS_DATASOURCE_JDBC_URL to your server.",
                new IOException("No database is configured"));
    }
}

package chat.parley.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** The package that tests start: the jar of this build, or the native executable that the system property {@link #EXECUTABLE} names. {@code -Dnative} selects the executable of this build. */
public final class PackagedArtifact {

    /** The path of an executable; empty for the jar. If set, tests that need a JVM are disabled. */
    public static final String EXECUTABLE = "parley.executable";
    /** Whether the executable contains PostgreSQL. */
    private static final String EMBEDDED_POSTGRES = "parley.embedded-postgres";

    static final Path FOLDER = Path.of("target", "quarkus-app");
    private static final Path RUNNER_JAR = FOLDER.resolve("quarkus-run.jar");
    private static final String MAX_HEAP = "-Xmx512m";

    private static final Map<String, EmbeddedPostgres> DATABASES = new ConcurrentHashMap<>();

    private PackagedArtifact() {}

    static boolean isExecutable() {
        return !executable().isEmpty();
    }

    private static String executable() {
        return System.getProperty(EXECUTABLE, "");
    }

    /** Whether the package starts a PostgreSQL if no database is configured. For {@code @EnabledIf}. */
    static boolean hasPostgres() {
        return !isExecutable() || !"false".equals(System.getProperty(EMBEDDED_POSTGRES, "false"));
    }

    /**
     * The command that starts the package. An executable accepts options for the heap and system properties, too.
     *
     * @param fast whether the JVM may use a class data archive, which the first call writes; otherwise {@code java -jar}
     */
    static List<String> command(boolean fast, List<String> options) {
        var command = new ArrayList<String>();
        command.add(isExecutable() ? executable() : System.getProperty("java.home") + "/bin/java");
        command.add(MAX_HEAP);
        command.addAll(options);
        if (!isExecutable()) {
            command.addAll(fast ? ClassDataArchive.arguments() : List.of("-jar", RUNNER_JAR.toString()));
        }
        return command;
    }

    /** Settings for a database if the package contains none and {@code settings} has none. Calls with the same folder return the same database, which stops with the tests. */
    static Map<String, String> database(Map<String, String> settings) {
        if (hasPostgres() || settings.containsKey("QUARKUS_DATASOURCE_JDBC_URL")) {
            return Map.of();
        }
        var server = DATABASES.computeIfAbsent(settings.getOrDefault("PARLEY_DATA_DIR", ""), folder -> start());
        return Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL", server.getJdbcUrl("postgres", "postgres"),
                "QUARKUS_DATASOURCE_USERNAME", "postgres",
                "QUARKUS_DATASOURCE_PASSWORD", "");
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.start();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}

package chat.parley.ops;

import org.eclipse.microprofile.config.ConfigProvider;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the service: first a PostgreSQL of its own, when it is told of no other. */
@QuarkusMain
public class Main {

    private static final String DATABASE = "quarkus.datasource.jdbc.url";

    Main() {
    }

    public static void main(String... arguments) {
        if (ConfigProvider.getConfig().getOptionalValue(DATABASE, String.class).isEmpty()) {
            OwnDatabase.start().publish();
        }
        Quarkus.run(arguments);
    }
}

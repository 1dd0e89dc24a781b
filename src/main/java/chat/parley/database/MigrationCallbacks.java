package chat.parley.database;

import java.util.Arrays;
import java.util.stream.Stream;

import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Adds callbacks to Flyway, whose own method replaces those that are there. */
final class MigrationCallbacks {

    private MigrationCallbacks() {}

    static void add(FluentConfiguration configuration, Callback callback) {
        configuration.callbacks(Stream.concat(Arrays.stream(configuration.getCallbacks()), Stream.of(callback))
                .toArray(Callback[]::new));
    }
}

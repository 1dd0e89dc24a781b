package chat.parley.backplane;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import io.quarkus.logging.Log;

/** The listeners of a backplane. A listener that throws does not affect the others. */
final class Listeners {

    private final List<Consumer<BackplaneMessage>> all = new CopyOnWriteArrayList<>();

    void add(Consumer<BackplaneMessage> listener) {
        all.add(listener);
    }

    void dispatch(BackplaneMessage message) {
        for (var listener : all) {
            try {
                listener.accept(message);
            } catch (RuntimeException | Error failure) {
                Log.errorf(
                        failure,
                        "Handling an update failed, topic=%s. It is reconciled with the database",
                        message.topic());
            }
        }
    }
}

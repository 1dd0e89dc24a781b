package chat.parley.backplane;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;

/** The backplane of a Parley that is one process: a call. It loses nothing, but two threads may overtake each other. */
@ApplicationScoped
public class LocalBackplane implements Backplane {

    private final List<Consumer<Hint>> listeners = new CopyOnWriteArrayList<>();

    @Override
    public void tell(Hint hint) {
        for (var listener : listeners) {
            try {
                listener.accept(hint);
            } catch (RuntimeException broken) {
                Log.errorf(broken, "A hint for room %d was not taken; the sweep will bring it", hint.room());
            }
        }
    }

    @Override
    public void listen(Consumer<Hint> listener) {
        listeners.add(listener);
    }
}

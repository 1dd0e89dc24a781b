package chat.parley.backplane;

import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;

/**
 * The backplane of a single process: calls the listeners directly. It loses nothing, but concurrent threads can reorder
 * messages.
 */
@ApplicationScoped
@Typed(LocalBackplane.class)
class LocalBackplane implements Backplane {

    private final Listeners listeners = new Listeners();

    @Override
    public void publish(BackplaneMessage message) {
        listeners.dispatch(message);
    }

    @Override
    public void publishToOthers(BackplaneMessage message) {
        // There are no other processes.
    }

    @Override
    public void addListener(Consumer<BackplaneMessage> listener) {
        listeners.add(listener);
    }

    @Override
    public void subscribe(Topic topic) {
        // Nothing to do: every message reaches every listener.
    }

    @Override
    public void unsubscribe(Topic topic) {
        // Nothing to do: see subscribe.
    }

    @Override
    public boolean isSingleProcess() {
        return true;
    }

    @Override
    public long processId() {
        return 0;
    }

    @Override
    public boolean isHealthy() {
        return true;
    }
}

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
public class LocalBackplane implements Backplane {

    private final Listeners listeners = new Listeners();

    @Override
    public void publish(BackplaneMessage news) {
        listeners.dispatch(news);
    }

    @Override
    public void publishToOthers(BackplaneMessage news) {
        // There are none.
    }

    @Override
    public void listen(Consumer<BackplaneMessage> listener) {
        listeners.add(listener);
    }

    @Override
    public void follow(Topic topic) {
        // Calls the listeners directly.
    }

    @Override
    public void leave(Topic topic) {
        // See follow.
    }

    @Override
    public boolean isSingleProcess() {
        return true;
    }

    @Override
    public long process() {
        return 0;
    }

    @Override
    public boolean isHealthy() {
        return true;
    }
}

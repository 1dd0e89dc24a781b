package chat.parley.backplane;

import java.util.function.Consumer;

/**
 * Notifies the other processes of changes. Delivery is best effort: a backplane may lose, repeat and reorder
 * messages, and receivers detect missing ones and read them from the database. No method blocks on the network or
 * throws because of it. Thread-safe.
 */
public interface Backplane {

    /** Publishes a message to all subscribers of its topic, in this process and in others. Call it after the commit. */
    void publish(BackplaneMessage message);

    /** Publishes a message to the other processes only, for a change that this process has already applied. */
    void publishToOthers(BackplaneMessage message);

    /** Adds a listener for all received messages. It may be called on any thread, and on several threads at once. */
    void addListener(Consumer<BackplaneMessage> listener);

    /** Subscribes this process to a topic. The subscription takes effect with a delay; messages before that are lost. */
    void subscribe(Topic topic);

    /** Ends the subscription to a topic. Messages that are already under way may still arrive. */
    void unsubscribe(Topic topic);

    /** Whether this backplane serves a single process, which has nobody to notify. */
    boolean isSingleProcess();

    /** The id of this process. It changes with each start. */
    long processId();

    /**
     * Whether messages are known to reach the other processes. While they do not, each process finds changes of others
     * by reading the database.
     */
    boolean isHealthy();
}

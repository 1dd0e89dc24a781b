package chat.parley.backplane;

import java.util.function.Consumer;

/**
 * Notifies the other processes of changes. It delivers at most a hint: a backplane may lose, repeat and reorder
 * messages, and receivers detect what is missing and read it from the database. No method blocks on the network or
 * throws because of it. Thread-safe.
 */
public interface Backplane {

    /** Tells every process that follows its topic, this one too. Call it after the commit. */
    void publish(BackplaneMessage news);

    /** The same, for what this process has done already. */
    void publishToOthers(BackplaneMessage news);

    /** Has {@code listener} called with all that arrives, from any thread, also from several at once. */
    void listen(Consumer<BackplaneMessage> listener);

    /** This process wants to hear of it from now on; it may take a moment. */
    void follow(Topic topic);

    /** Nobody here needs it any more. */
    void leave(Topic topic);

    /** Whether there are no others to tell. */
    boolean isSingleProcess();

    /** By what others know this process; another one each time it starts. */
    long process();

    /** Whether others are reached, as far as is known: without it, what one process is told others find by themselves. */
    boolean isHealthy();
}

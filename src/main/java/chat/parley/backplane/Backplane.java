package chat.parley.backplane;

import java.util.function.Consumer;

/**
 * How the processes of one Parley tell each other that a room has moved. It is a hint and no more: a backplane may lose
 * hints, repeat them, and bring them in another order than they were told, and nothing is lost by it, because whoever
 * listens sees from the version what is missing and reads it from the log.
 */
public interface Backplane {

    /**
     * Tells every process, this one too. Call it after the commit. Never blocks on the network and never fails the caller;
     * any thread.
     */
    void tell(Hint hint);

    /** Has {@code listener} called with every hint that arrives, from any thread, also from several at once. */
    void listen(Consumer<Hint> listener);
}

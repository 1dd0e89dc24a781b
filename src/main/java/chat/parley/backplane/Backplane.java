package chat.parley.backplane;

import java.util.function.Consumer;

/**
 * How the processes of one Parley tell each other that something has moved. It tells hints and no more: a backplane may lose
 * them, repeat them, and bring them in another order than they were told, and nothing is lost by it, because whoever
 * listens sees what is missing and reads it from the database. Nothing here blocks on a network or fails its caller; any thread.
 */
public interface Backplane {

    /** Tells every process that follows its topic, this one too. Call it after the commit. */
    void tell(BackplaneMessage news);

    /** The same, for what this process has done already. */
    void tellOthers(BackplaneMessage news);

    /** Has {@code listener} called with all that arrives, from any thread, also from several at once. */
    void listen(Consumer<BackplaneMessage> listener);

    /** This process wants to hear of it from now on; it may take a moment. */
    void follow(Topic topic);

    /** Nobody here needs it any more. */
    void leave(Topic topic);

    /** Whether there are no others to tell. */
    boolean alone();

    /** By what others know this process; another one each time it starts. */
    long process();

    /** Whether others are reached, as far as is known: without it, what one process is told others find by themselves. */
    boolean whole();
}

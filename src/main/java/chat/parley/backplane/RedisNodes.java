package chat.parley.backplane;

import java.util.Optional;

/** The Redis nodes that a process is connected to. Thread-safe. */
interface RedisNodes {

    /** Starts to connect to the nodes. */
    void open();

    /** Closes all connections for good. */
    void close();

    /** Checks the nodes and their connections. Called once a second. */
    void heartbeat();

    /** Whether heartbeats come back through every node. */
    boolean isHealthy();

    /** The node that handles a channel; empty while it is unknown. */
    Optional<RedisNode> nodeFor(String channel);
}

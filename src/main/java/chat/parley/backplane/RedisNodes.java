package chat.parley.backplane;

import java.util.Optional;

/** The Redis nodes that a process is connected to. Thread-safe. */
interface RedisNodes {

    void open();

    void close();

    /** Once a second. */
    void heartbeat();

    /** Whether the process hears itself by every one. */
    boolean isHealthy();

    /** By whom those who follow a channel are told; nobody while that is not known. */
    Optional<RedisNode> of(String channel);
}

package chat.parley.backplane;

import io.smallrye.config.ConfigMapping;

/** Settings of the notifications between processes. */
@ConfigMapping(prefix = "parley.backplane")
public interface BackplaneConfig {

    /** Implementations of {@link Backplane}. */
    enum Type {
        /** For a single process. */
        LOCAL,
        /** For several processes. */
        REDIS
    }

    /** The implementation to use. */
    Type type();

    /** Prefix of the name of each channel. Must not contain braces if {@link #sharded}. */
    String channelPrefix();

    /** Whether to use the sharded publish and subscribe of Redis 7. Requires a cluster. */
    boolean sharded();
}

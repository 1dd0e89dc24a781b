package chat.parley.platform;

import io.vertx.redis.client.impl.ZModem;

/** The slots of a Redis cluster. */
public final class RedisSlots {

    private RedisSlots() {}

    /**
     * Returns the slot of a key or shard channel, 0 to 16,383. The Redis client computes it for commands only, and
     * subscriptions need it too. {@code ShardedClusterBackplaneTest} fails when it is wrong.
     */
    public static int of(String key) {
        return ZModem.generate(key);
    }
}

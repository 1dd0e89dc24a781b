package chat.parley.backplane;

import io.vertx.redis.client.Command;

/**
 * The two sets of publish and subscribe commands of Redis: on all nodes of a cluster, or sharded, where the node that
 * owns the slot of a channel handles it.
 */
enum PubSubCommands {
    PLAIN(Command.SUBSCRIBE, Command.UNSUBSCRIBE, Command.PUBLISH, 500),
    /** One channel per command, because all channels of a command must have the same slot. */
    SHARDED(Command.SSUBSCRIBE, Command.SUNSUBSCRIBE, Command.SPUBLISH, 1);

    final Command subscribe;
    final Command unsubscribe;
    final Command publish;
    /** Maximum number of channels in one subscribe command. */
    final int maxChannels;

    PubSubCommands(Command subscribe, Command unsubscribe, Command publish, int maxChannels) {
        this.subscribe = subscribe;
        this.unsubscribe = unsubscribe;
        this.publish = publish;
        this.maxChannels = maxChannels;
    }
}

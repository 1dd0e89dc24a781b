package chat.parley.backplane;

import io.vertx.redis.client.Command;

/**
 * The two sets of publish and subscribe commands of Redis: on all nodes of a cluster, or sharded, where the node that
 * owns the slot of a channel handles it.
 */
enum PubSubCommands {
    PLAIN(Command.SUBSCRIBE, Command.UNSUBSCRIBE, Command.PUBLISH, 500),
    /** Channels in one command would have to have the same slot. */
    SHARDED(Command.SSUBSCRIBE, Command.SUNSUBSCRIBE, Command.SPUBLISH, 1);

    final Command subscribe;
    final Command unsubscribe;
    final Command publish;
    /** Channels in one command, when many are subscribed. */
    final int atOnce;

    PubSubCommands(Command subscribe, Command unsubscribe, Command publish, int atOnce) {
        this.subscribe = subscribe;
        this.unsubscribe = unsubscribe;
        this.publish = publish;
        this.atOnce = atOnce;
    }
}

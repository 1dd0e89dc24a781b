package chat.parley.backplane;

import io.vertx.redis.client.Command;

/** Redis has publish and subscribe twice: every message on all nodes of a cluster, or each channel on the node that has its slot. */
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

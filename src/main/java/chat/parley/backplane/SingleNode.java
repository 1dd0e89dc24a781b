package chat.parley.backplane;

import java.util.Optional;

/** One Redis has every channel; so has each node of a cluster, where channels have no shards. */
record SingleNode(RedisNode node) implements RedisNodes {

    @Override
    public void open() {
        node.open();
    }

    @Override
    public void close() {
        node.close();
    }

    @Override
    public void beat() {
        node.beat();
    }

    @Override
    public boolean whole() {
        return node.whole();
    }

    @Override
    public Optional<RedisNode> of(String channel) {
        return Optional.of(node);
    }
}

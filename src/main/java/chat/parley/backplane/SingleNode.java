package chat.parley.backplane;

import java.util.Optional;

/** A single Redis, or a cluster without sharding, where every node has every channel. */
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

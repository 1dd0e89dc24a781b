package chat.parley.backplane;

import java.util.Optional;

/** A single Redis, or a cluster without sharding, where every node has every channel. */
record SingleRedisNode(RedisNode node) implements RedisNodes {

    @Override
    public void open() {
        node.open();
    }

    @Override
    public void close() {
        node.close();
    }

    @Override
    public void heartbeat() {
        node.heartbeat();
    }

    @Override
    public boolean isHealthy() {
        return node.isHealthy();
    }

    @Override
    public Optional<RedisNode> nodeFor(String channel) {
        return Optional.of(node);
    }
}

package chat.parley.backplane;

import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;

/** Creates Redis clients from the settings: for all configured hosts, or for one node of a cluster. */
final class RedisClients {

    private final Vertx vertx;
    private final RedisOptions options;

    RedisClients(Vertx vertx, RedisOptions options) {
        this.vertx = vertx;
        this.options = options;
    }

    /** Whether the settings name the hosts of a cluster. */
    boolean isCluster() {
        return options.getType() == RedisClientType.CLUSTER;
    }

    /** Creates a client that chooses among all configured hosts. */
    Redis createForAllHosts() {
        return Redis.createClient(vertx, options);
    }

    /** Creates a client for one address. */
    Redis createForNode(String address) {
        return Redis.createClient(
                vertx,
                new RedisOptions(options).setType(RedisClientType.STANDALONE).setEndpoints(List.of(address)));
    }

    /**
     * Returns the addresses of the nodes in turn: those in the settings and the discovered ones.
     *
     * @param first the position to start with
     * @param discovered returns the addresses of the nodes that were discovered
     */
    Supplier<String> roundRobin(int first, Supplier<Collection<String>> discovered) {
        var next = new AtomicInteger(first);
        return () -> {
            var all = new LinkedHashSet<>(options.getEndpoints());
            all.addAll(discovered.get());
            return List.copyOf(all).get(Math.floorMod(next.getAndIncrement(), all.size()));
        };
    }

    /** The address of a host of the same cluster, with the same credentials and options. */
    String addressOf(String host, int port) {
        var configured = URI.create(options.getEndpoint());
        var user = configured.getRawUserInfo() == null ? "" : configured.getRawUserInfo() + "@";
        var query = configured.getRawQuery() == null ? "" : "?" + configured.getRawQuery();
        return configured.getScheme() + "://" + user
                + (host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host) + ":" + port + query;
    }
}

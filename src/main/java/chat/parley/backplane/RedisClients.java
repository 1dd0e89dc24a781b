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

    boolean ofCluster() {
        return options.getType() == RedisClientType.CLUSTER;
    }

    Redis asSet() {
        return Redis.createClient(vertx, options);
    }

    Redis ofNode(String address) {
        return Redis.createClient(
                vertx,
                new RedisOptions(options).setType(RedisClientType.STANDALONE).setEndpoints(List.of(address)));
    }

    /** The address of another node each time it is asked: of those that the settings name, and the others. */
    Supplier<String> inTurn(int first, Supplier<Collection<String>> others) {
        var turn = new AtomicInteger(first);
        return () -> {
            var all = new LinkedHashSet<>(options.getEndpoints());
            all.addAll(others.get());
            return List.copyOf(all).get(Math.floorMod(turn.getAndIncrement(), all.size()));
        };
    }

    /** Of a host of the same cluster, with the same password. */
    String address(String host, int port) {
        var named = URI.create(options.getEndpoint());
        var user = named.getRawUserInfo() == null ? "" : named.getRawUserInfo() + "@";
        var query = named.getRawQuery() == null ? "" : "?" + named.getRawQuery();
        return named.getScheme() + "://" + user
                + (host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host) + ":" + port + query;
    }
}

package chat.parley.resilience;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import chat.parley.backplane.RedisProcess;
import chat.parley.ops.ServiceProcess;

/** Processes of the service on one database: a single one, or several with Redis and a round-robin proxy in front. Each has its own proxy to Redis, which can be cut. */
final class ServiceCluster implements AutoCloseable {

    private final List<Map<String, String>> settings = new ArrayList<>();
    private final List<ServiceProcess> services = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();
    private final List<TestProxy> lines = new ArrayList<>();
    private final RedisProcess redis;
    private final TestProxy proxy;

    ServiceCluster(Map<String, String> common, int size) {
        redis = size == 1 ? null : RedisProcess.startNew();
        for (var number = 0; number < size; number++) {
            var own = new HashMap<>(common);
            ports.add(ServiceProcess.freePort());
            own.put("QUARKUS_HTTP_PORT", String.valueOf(ports.get(number)));
            if (redis != null) {
                lines.add(TestProxy.to(List.of(redis.port())));
                own.putAll(Map.of(
                        "PARLEY_BACKPLANE_TYPE",
                        "redis",
                        "QUARKUS_REDIS_HOSTS",
                        "redis://127.0.0.1:" + lines.get(number).port()));
            }
            settings.add(own);
            services.add(ServiceProcess.start(own));
        }
        proxy = size == 1 ? null : TestProxy.to(ports);
    }

    /** The port for clients. */
    int port() {
        return proxy == null ? ports.get(0) : proxy.port();
    }

    int size() {
        return services.size();
    }

    void kill(int number) {
        services.get(number).kill();
    }

    /** Stops a process as Kubernetes does: first without new connections, then with SIGTERM. */
    void stop(int number) {
        if (proxy != null) {
            proxy.avoid(ports.get(number));
        }
        services.get(number).close();
    }

    void start(int number) {
        services.set(number, ServiceProcess.start(settings.get(number)));
        if (proxy != null) {
            proxy.avoid(ports.get(number));
            proxy.allow(ports.get(number));
        }
    }

    RedisProcess redis() {
        return redis;
    }

    TestProxy redisProxy(int number) {
        return lines.get(number);
    }

    @Override
    public void close() {
        services.forEach(ServiceProcess::kill);
        lines.forEach(TestProxy::close);
        if (redis != null) {
            proxy.close();
            redis.close();
        }
    }
}

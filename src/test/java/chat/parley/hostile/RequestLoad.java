package chat.parley.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import chat.parley.Concurrently;
import chat.parley.TestUser;

/** Sends the requests of one user on a few threads, as fast as they are answered, until some are rejected and the test has finished. */
final class RequestLoad {

    private static final int THREADS = 4;
    private static final int MIN_REJECTED = 20;
    /** A busy machine takes many seconds to reach a limit. */
    private static final Duration MAX_DURATION = Duration.ofSeconds(30);

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Map<Integer, LongAdder> byStatus = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> end;
    private volatile boolean seenEnough;

    private RequestLoad(TestUser person, int maxRequests, IntFunction<Request> next) {
        var number = new AtomicInteger();
        var until = System.nanoTime() + MAX_DURATION.toNanos();
        end = CompletableFuture.allOf(IntStream.range(0, THREADS)
                .mapToObj(thread -> Concurrently.runAsync(() -> {
                    for (var at = number.getAndIncrement();
                            at < maxRequests && !isOver(until);
                            at = number.getAndIncrement()) {
                        count(send(person, next.apply(at)));
                    }
                }))
                .toArray(CompletableFuture[]::new));
    }

    /** A request without credentials. */
    record Request(String method, String path, String json) {}

    /**
     * Starts the load.
     *
     * @param next creates the request with a number, which counts from 0 over all threads
     */
    static RequestLoad start(TestUser person, int maxRequests, IntFunction<Request> next) {
        return new RequestLoad(person, maxRequests, next);
    }

    /** Stops the load and waits for its end. */
    RequestLoad stop() {
        seenEnough = true;
        end.join();
        return this;
    }

    long accepted() {
        return byStatus.entrySet().stream()
                .filter(entry -> entry.getKey() < 300)
                .mapToLong(entry -> entry.getValue().sum())
                .sum();
    }

    long rejected() {
        return byStatus.getOrDefault(429, new LongAdder()).sum();
    }

    @Override
    public String toString() {
        return "answers by status: " + byStatus;
    }

    private boolean isOver(long until) {
        return seenEnough && rejected() >= MIN_REJECTED || System.nanoTime() > until;
    }

    private void count(HttpResponse<String> response) {
        byStatus.computeIfAbsent(response.statusCode(), status -> new LongAdder())
                .increment();
        if (response.statusCode() == 429) {
            assertThat(response.headers().firstValueAsLong("Retry-After").orElse(0))
                    .isBetween(1L, 60L);
        }
    }

    private static HttpResponse<String> send(TestUser person, Request request) {
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(URI.create(TestUser.origin() + request.path()))
                            .timeout(Duration.ofSeconds(30))
                            .header("Cookie", "parley=" + person.session())
                            .header("Origin", TestUser.origin())
                            .header("Content-Type", "application/json")
                            .method(
                                    request.method(),
                                    request.json() == null
                                            ? BodyPublishers.noBody()
                                            : BodyPublishers.ofString(request.json()))
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}

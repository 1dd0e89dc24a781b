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
    private static final int ENOUGH_REFUSED = 20;
    /** A busy machine takes many seconds to reach a limit. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Map<Integer, LongAdder> byStatus = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> end;
    private volatile boolean seenEnough;

    private RequestLoad(TestUser person, int mostRequests, IntFunction<Request> next) {
        var number = new AtomicInteger();
        var until = System.nanoTime() + LONGEST.toNanos();
        end = CompletableFuture.allOf(IntStream.range(0, THREADS)
                .mapToObj(thread -> Concurrently.runAsync(() -> {
                    for (var at = number.getAndIncrement();
                            at < mostRequests && !over(until);
                            at = number.getAndIncrement()) {
                        count(sent(person, next.apply(at)));
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
    static RequestLoad by(TestUser person, int mostRequests, IntFunction<Request> next) {
        return new RequestLoad(person, mostRequests, next);
    }

    /** Stops the load and waits for its end. */
    RequestLoad ended() {
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

    long refused() {
        return byStatus.getOrDefault(429, new LongAdder()).sum();
    }

    @Override
    public String toString() {
        return "answers by status: " + byStatus;
    }

    private boolean over(long until) {
        return seenEnough && refused() >= ENOUGH_REFUSED || System.nanoTime() > until;
    }

    private void count(HttpResponse<String> answer) {
        byStatus.computeIfAbsent(answer.statusCode(), status -> new LongAdder()).increment();
        if (answer.statusCode() == 429) {
            assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0))
                    .isBetween(1L, 60L);
        }
    }

    private static HttpResponse<String> sent(TestUser person, Request request) {
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

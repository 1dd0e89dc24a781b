package chat.parley.bench;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Several clients at once, each doing one thing after the other: the next when the answer to the last is there. */
final class Load {

    /** What one client does again and again; it throws when an answer is not as it should be. */
    interface Client extends AutoCloseable {

        void once() throws Exception;

        @Override
        default void close() throws Exception {}
    }

    /**
     * What was done.
     *
     * @param done all of them checked
     * @param nanos from the first to the last
     */
    record Work(long done, long nanos) {

        double aSecond() {
            return done * 1e9 / nanos;
        }
    }

    private Load() {}

    static Work run(int clients, Duration duration, Callable<Client> newClient) throws Exception {
        var threads = Executors.newFixedThreadPool(clients);
        try {
            var start = System.nanoTime();
            var until = start + duration.toNanos();
            var all = IntStream.range(0, clients)
                    .mapToObj(number -> threads.submit(() -> untilThen(newClient, until)))
                    .toList();
            var done = 0L;
            for (var one : all) {
                done += result(one);
            }
            return new Work(done, System.nanoTime() - start);
        } finally {
            threads.shutdownNow();
        }
    }

    private static long untilThen(Callable<Client> newClient, long until) throws Exception {
        try (var client = newClient.call()) {
            var done = 0L;
            while (System.nanoTime() < until) {
                client.once();
                done++;
            }
            return done;
        }
    }

    private static long result(Future<Long> one) throws Exception {
        try {
            return one.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("A client got an answer that it should not have", failed.getCause());
        }
    }
}

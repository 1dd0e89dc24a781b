package chat.parley.bench;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Runs several clients in parallel; each starts its next operation after the response to the last one. */
final class Load {

    /** The repeated operation of a client; throws on an unexpected response. */
    interface Client extends AutoCloseable {

        void once() throws Exception;

        @Override
        default void close() throws Exception {}
    }

    /**
     * The completed operations.
     *
     * @param done the number of operations, all of them checked
     * @param nanos the time from the first to the last
     */
    record Work(long done, long nanos) {

        double perSecond() {
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
                    .mapToObj(number -> threads.submit(() -> runUntil(newClient, until)))
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

    private static long runUntil(Callable<Client> newClient, long until) throws Exception {
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

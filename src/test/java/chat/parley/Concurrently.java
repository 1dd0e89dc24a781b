package chat.parley;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Runs tasks in parallel with one thread for each: on a machine with two cores the common pool has only one thread. */
public final class Concurrently {

    private static final Executor THREADS = task -> new Thread(task, "at once").start();

    private Concurrently() {}

    public static <T> CompletableFuture<T> supplyAsync(Supplier<T> task) {
        return CompletableFuture.supplyAsync(task, THREADS);
    }

    public static CompletableFuture<Void> runAsync(Runnable task) {
        return CompletableFuture.runAsync(task, THREADS);
    }
}

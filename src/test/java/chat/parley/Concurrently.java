package chat.parley;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Things done side by side, each on a thread of its own: the common pool has one for all of them on a machine of two cores. */
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

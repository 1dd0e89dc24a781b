package chat.parley.ops;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.Thread.UncaughtExceptionHandler;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;

import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;

/**
 * Ends the process on an {@link OutOfMemoryError}, so that the supervisor (Kubernetes, Docker, systemd) restarts it. After such
 * an error any thread may have died and any state may be inconsistent.
 *
 * <p>{@code -XX:+ExitOnOutOfMemoryError} acts first, and every documented command has it. A plain {@code java -jar} does not have it:
 * a jar cannot set JVM options, and this option cannot be enabled later. So the process also ends when such an error is logged
 * or uncaught, which includes errors of direct memory and of threads that the option ignores. It ends as well when the heap
 * stays full, because the error may be caught and dropped, or not be thrown while the JVM collects all the time.
 *
 * <p>It uses {@link Runtime#halt}, because shutdown hooks need memory. For PostgreSQL and the next start it is like a kill.
 */
@ApplicationScoped
class OutOfMemoryExit {

    /** The exit code of {@code -XX:+ExitOnOutOfMemoryError}. */
    static final int EXIT_CODE = 3;

    private static final int MAX_CAUSES = 20;
    private static final long POLL_INTERVAL_MILLIS = 1_000;
    /** Encoded in advance, because no memory may be left to do it later. */
    private static final byte[] ERROR_LINE = line("an OutOfMemoryError was thrown");

    private static final byte[] EXHAUSTED_LINE =
            line("the heap has been full for " + HeapExhaustion.WINDOW.toSeconds() + " s");
    private static final FileOutputStream STDERR = new FileOutputStream(FileDescriptor.err);
    /** Vert.x logs only the message of an error that ends a connection. These are the messages of the JVM and of Netty. */
    private static final List<String> OUT_OF_MEMORY_MESSAGES = List.of(
            "Java heap space",
            "GC overhead limit exceeded",
            "Metaspace",
            "Compressed class space",
            "Requested array size exceeds VM limit",
            "Cannot reserve ",
            "Direct buffer memory",
            "failed to allocate ");

    private static final String VERTX_LOGGERS = "io.vertx.";

    /** Runs before anything else. Does nothing in dev mode and tests, where the process is not only Parley's. */
    void install(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent started) {
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            watchThreads(Thread.getDefaultUncaughtExceptionHandler());
            Logger.getLogger("").addHandler(new LogHandler());
            if (ImageMode.current() == ImageMode.JVM) {
                watchHeap();
            }
        }
    }

    private static void watchThreads(UncaughtExceptionHandler next) {
        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> {
            haltIfOutOfMemory(error);
            if (next != null) {
                next.uncaughtException(thread, error);
            } else {
                thread.getThreadGroup().uncaughtException(thread, error);
            }
        });
    }

    private static final class LogHandler extends Handler {

        @Override
        public void publish(LogRecord logRecord) {
            haltIfOutOfMemory(logRecord.getThrown());
            if (logRecord.getThrown() == null
                    && logRecord.getLoggerName() != null
                    && logRecord.getLoggerName().startsWith(VERTX_LOGGERS)
                    && OUT_OF_MEMORY_MESSAGES.stream().anyMatch(String.valueOf(logRecord.getMessage())::startsWith)) {
                halt(ERROR_LINE);
            }
        }

        @Override
        public void flush() {
            // Nothing is buffered.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    private static void watchHeap() {
        var pool = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(heap -> heap.getType() == MemoryType.HEAP && heap.isCollectionUsageThresholdSupported())
                .max(Comparator.comparingLong(heap -> heap.getUsage().getMax()));
        pool.filter(old -> old.getUsage().getMax() > 0).ifPresent(old -> {
            old.setCollectionUsageThreshold((long) (old.getUsage().getMax() * HeapExhaustion.FULL));
            var thread = new Thread(() -> watchPool(old), "heap-watch");
            thread.setDaemon(true);
            thread.setPriority(Thread.MAX_PRIORITY);
            thread.start();
        });
    }

    private static void watchPool(MemoryPoolMXBean old) {
        try {
            var collectors = ManagementFactory.getGarbageCollectorMXBeans().toArray(GarbageCollectorMXBean[]::new);
            var exhaustion = new HeapExhaustion(System.nanoTime(), collectionMillis(collectors));
            while (!exhaustion.isReached(
                    System.nanoTime(), collectionMillis(collectors), old.isCollectionUsageThresholdExceeded())) {
                Thread.sleep(POLL_INTERVAL_MILLIS);
            }
            halt(EXHAUSTED_LINE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (OutOfMemoryError outOfMemory) {
            halt(ERROR_LINE);
        }
    }

    private static long collectionMillis(GarbageCollectorMXBean[] collectors) {
        var total = 0L;
        for (var collector : collectors) {
            total += Math.max(0, collector.getCollectionTime());
        }
        return total;
    }

    private static void haltIfOutOfMemory(Throwable error) {
        var cause = error;
        for (var depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            if (cause instanceof OutOfMemoryError) {
                halt(ERROR_LINE);
            }
            cause = cause.getCause();
        }
    }

    private static void halt(byte[] line) {
        try {
            STDERR.write(line);
        } catch (IOException ignored) {
            // The exit code remains as the only sign.
        } finally {
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }

    private static byte[] line(String reason) {
        return ("Parley exits with code " + EXIT_CODE + ", because " + reason + ".\n").getBytes(StandardCharsets.UTF_8);
    }
}

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
 * Ends the process on an {@link OutOfMemoryError}, so that the supervisor (Kubernetes, Docker, systemd) starts it again. After
 * such an error any thread may be dead and any state half changed.
 *
 * <p>{@code -XX:+ExitOnOutOfMemoryError} acts first, and every documented command has it. A plain {@code java -jar} has not: a jar
 * cannot set JVM options, and this option cannot be switched on later. So the process also ends when such an error is
 * logged or reaches the end of a thread (which includes direct memory and threads, that the option does not know), and when
 * the heap stays full: the error may be caught and dropped, or, with one collection after another, not be thrown at all.
 *
 * <p>It ends by {@link Runtime#halt}: shutdown hooks need memory. For PostgreSQL and for the next start it is like a kill.
 */
@ApplicationScoped
class OutOfMemoryExit {

    /** The same as that of {@code -XX:+ExitOnOutOfMemoryError}. */
    static final int EXIT_CODE = 3;

    private static final int MAX_CAUSES = 20;
    private static final long POLL_INTERVAL_MILLIS = 1_000;
    /** Made beforehand: when they are written there may be no memory left. */
    private static final byte[] ERROR_LINE = line("an OutOfMemoryError was thrown");

    private static final byte[] EXHAUSTED_LINE =
            line("the heap has been full for " + HeapExhaustion.WINDOW.toSeconds() + " s");
    private static final FileOutputStream STDERR = new FileOutputStream(FileDescriptor.err);
    /** Vert.x logs what ends a connection by its message alone. These are the JVM's and Netty's for this error. */
    private static final List<String> MESSAGES = List.of(
            "Java heap space",
            "GC overhead limit exceeded",
            "Metaspace",
            "Compressed class space",
            "Requested array size exceeds VM limit",
            "Cannot reserve ",
            "Direct buffer memory",
            "failed to allocate ");

    private static final String VERTX = "io.vertx.";

    /** Before anything else starts. Not in dev mode and tests, where the process belongs to others. */
    void install(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent started) {
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            watchThreads(Thread.getDefaultUncaughtExceptionHandler());
            Logger.getLogger("").addHandler(new LogWatch());
            if (ImageMode.current() == ImageMode.JVM) {
                watchHeap();
            }
        }
    }

    private static void watchThreads(UncaughtExceptionHandler next) {
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {
            haltIfOutOfMemory(thrown);
            if (next != null) {
                next.uncaughtException(thread, thrown);
            } else {
                thread.getThreadGroup().uncaughtException(thread, thrown);
            }
        });
    }

    private static final class LogWatch extends Handler {

        @Override
        public void publish(LogRecord logged) {
            haltIfOutOfMemory(logged.getThrown());
            if (logged.getThrown() == null
                    && logged.getLoggerName() != null
                    && logged.getLoggerName().startsWith(VERTX)
                    && MESSAGES.stream().anyMatch(String.valueOf(logged.getMessage())::startsWith)) {
                halt(ERROR_LINE);
            }
        }

        @Override
        public void flush() {
            // Nothing is kept.
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
            var watch = new Thread(() -> watch(old), "heap-watch");
            watch.setDaemon(true);
            watch.setPriority(Thread.MAX_PRIORITY);
            watch.start();
        });
    }

    private static void watch(MemoryPoolMXBean old) {
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
        } catch (OutOfMemoryError error) {
            halt(ERROR_LINE);
        }
    }

    private static long collectionMillis(GarbageCollectorMXBean[] collectors) {
        var all = 0L;
        for (var collector : collectors) {
            all += Math.max(0, collector.getCollectionTime());
        }
        return all;
    }

    private static void haltIfOutOfMemory(Throwable thrown) {
        var cause = thrown;
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
        } catch (IOException unwritten) {
            // The exit code alone says it then.
        } finally {
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }

    private static byte[] line(String reason) {
        return ("Parley exits with code " + EXIT_CODE + ", because " + reason + ".\n").getBytes(StandardCharsets.UTF_8);
    }
}

package chat.parley.resilience;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Sends signals to processes that a test has started. */
public final class Signal {

    private Signal() {}

    /** Suspends a process until it is thawed. */
    public static void freeze(ProcessHandle process) {
        send("-STOP", process);
    }

    public static void thaw(ProcessHandle process) {
        send("-CONT", process);
    }

    static void send(String signal, ProcessHandle process) {
        try {
            new ProcessBuilder("kill", signal, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

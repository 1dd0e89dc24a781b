package chat.parley.bench;

import java.time.Duration;

/** How much processor time a process has used until now. */
record Cpu(ProcessHandle process, Duration before) {

    static Cpu of(ProcessHandle process) {
        return new Cpu(process, used(process));
    }

    /** Microseconds since it was looked at, for each of so many. */
    double microsFor(long count) {
        return used(process).minus(before).toNanos() / 1_000.0 / count;
    }

    private static Duration used(ProcessHandle process) {
        return process.info().totalCpuDuration().orElseThrow();
    }
}

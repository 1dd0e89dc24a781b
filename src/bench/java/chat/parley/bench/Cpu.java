package chat.parley.bench;

import java.time.Duration;
import java.util.List;

/** The processor time that some processes have used so far. */
record Cpu(List<ProcessHandle> processes, Duration before) {

    static Cpu of(ProcessHandle process) {
        return of(List.of(process));
    }

    static Cpu of(List<ProcessHandle> processes) {
        return new Cpu(processes, used(processes));
    }

    /** Microseconds since the snapshot, divided by that count. */
    double microsFor(long count) {
        return used(processes).minus(before).toNanos() / 1_000.0 / count;
    }

    private static Duration used(List<ProcessHandle> processes) {
        return processes.stream()
                .map(process -> process.info().totalCpuDuration().orElseThrow())
                .reduce(Duration.ZERO, Duration::plus);
    }
}

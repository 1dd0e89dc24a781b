package chat.parley.bench;

import java.time.Duration;
import java.util.List;

/** How much processor time some processes have used together until now. */
record Cpu(List<ProcessHandle> processes, Duration before) {

    static Cpu of(ProcessHandle process) {
        return of(List.of(process));
    }

    static Cpu of(List<ProcessHandle> processes) {
        return new Cpu(processes, used(processes));
    }

    /** Microseconds since they were looked at, for each of so many. */
    double microsFor(long count) {
        return used(processes).minus(before).toNanos() / 1_000.0 / count;
    }

    private static Duration used(List<ProcessHandle> processes) {
        return processes.stream()
                .map(process -> process.info().totalCpuDuration().orElseThrow())
                .reduce(Duration.ZERO, Duration::plus);
    }
}

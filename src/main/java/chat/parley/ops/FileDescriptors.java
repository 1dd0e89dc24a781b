package chat.parley.ops;

import java.lang.management.ManagementFactory;
import java.util.OptionalLong;

import com.sun.management.UnixOperatingSystemMXBean;

/** The file descriptors of this process: one for each connection and each open file. Thread-safe. */
final class FileDescriptors {

    private FileDescriptors() {}

    /**
     * The number of descriptors that may still be opened. The JVM raises its limit to the hard limit of the user.
     *
     * @return empty if the operating system does not report it
     */
    static OptionalLong free() {
        try {
            return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                    ? OptionalLong.of(system.getMaxFileDescriptorCount() - system.getOpenFileDescriptorCount())
                    : OptionalLong.empty();
        } catch (LinkageError unsupported) {
            return OptionalLong.empty();
        }
    }
}

package chat.parley.ops;

import java.lang.management.ManagementFactory;
import java.util.OptionalLong;

import com.sun.management.UnixOperatingSystemMXBean;

/** The file descriptors of this process: one for each connection and each open file. Thread-safe. */
final class FileDescriptors {

    private FileDescriptors() {}

    /**
     * How many more there may be. Java itself raises the limit to what the operating system allows this user (the hard limit).
     *
     * @return none where the operating system does not say
     */
    static OptionalLong free() {
        try {
            return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                    ? OptionalLong.of(system.getMaxFileDescriptorCount() - system.getOpenFileDescriptorCount())
                    : OptionalLong.empty();
        } catch (LinkageError notInThisExecutable) {
            return OptionalLong.empty();
        }
    }
}

package chat.parley.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Shares the binaries of PostgreSQL among tests. Unpacking them takes seconds, and every data folder would have its own. The
 * folder is the default of the library.
 */
final class SharedBinaries {

    private static final Path FOLDER = Path.of(System.getProperty("java.io.tmpdir"), "embedded-pg");

    private SharedBinaries() {}

    /** Links them into a data folder of the service, unless it has binaries. The service unpacks them if they are missing. */
    static void linkInto(Path dataFolder) {
        try {
            var binaries = dataFolder.resolve("server");
            if (Files.notExists(binaries)) {
                Files.createDirectories(FOLDER);
                Files.createDirectories(dataFolder);
                Files.createSymbolicLink(binaries, FOLDER);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}

package chat.parley.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Shares the binaries of PostgreSQL among tests. Unpacking them takes seconds, and otherwise every data directory would have its own copy. The folder is the default of the library. */
final class SharedBinaries {

    private static final Path FOLDER = Path.of(System.getProperty("java.io.tmpdir"), "embedded-pg");

    private SharedBinaries() {}

    /** Links the binaries into a data directory unless it has its own. If they are missing, the service unpacks them. */
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

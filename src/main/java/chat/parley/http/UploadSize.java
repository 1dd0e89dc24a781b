package chat.parley.http;

import jakarta.enterprise.context.ApplicationScoped;

/** The maximum size of a file, and of a request that uploads one. */
@ApplicationScoped
public class UploadSize {

    /** What comes with a file: a thumbnail of 100 KB, and the headers and boundaries of the parts. */
    private static final long MAX_FORM_OVERHEAD_BYTES = 256 * 1024;

    private final long most;

    UploadSize(HttpConfig config) {
        this.most = config.maxUploadSize().asLongValue();
    }

    /** In bytes. */
    public long mostOfFile() {
        return most;
    }

    /** In bytes. */
    public long mostOfBody() {
        return most + MAX_FORM_OVERHEAD_BYTES;
    }
}

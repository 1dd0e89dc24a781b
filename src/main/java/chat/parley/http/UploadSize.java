package chat.parley.http;

import jakarta.enterprise.context.ApplicationScoped;

/** The maximum size of a file, and of a request that uploads one. */
@ApplicationScoped
public class UploadSize {

    /** Bytes of a form besides the file: a thumbnail of 100 KB, and the headers and boundaries of the parts. */
    private static final long MAX_FORM_OVERHEAD_BYTES = 256 * 1024;

    private final long most;

    UploadSize(HttpConfig config) {
        this.most = config.maxUploadSize().asLongValue();
    }

    /** The maximum size of a file, in bytes. */
    public long maxFileBytes() {
        return most;
    }

    /** The maximum size of the body of an upload, in bytes. */
    public long maxBodyBytes() {
        return most + MAX_FORM_OVERHEAD_BYTES;
    }
}

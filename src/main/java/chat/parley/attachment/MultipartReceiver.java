package chat.parley.attachment;

import java.io.IOException;
import java.io.InputStream;

import jakarta.enterprise.context.ApplicationScoped;

import chat.parley.http.UploadSize;
import chat.parley.problem.ApiException;
import chat.parley.problem.ProblemMessages;

/** Receives forms with files, and limits their number, size and duration. Thread-safe. */
@ApplicationScoped
public class MultipartReceiver {

    /** Reads the parts of a form while it arrives. */
    public interface FormReader<T> {

        /** @throws IOException if the connection breaks */
        T read(Multipart parts) throws IOException;
    }

    private final UploadSlots slots;
    private final UploadSize size;

    MultipartReceiver(UploadSlots slots, UploadSize size) {
        this.slots = slots;
        this.size = size;
    }

    /**
     * Receives a form. Blocks until the reader has read it.
     *
     * @param owner the id of the account that sends it
     * @param contentType the header {@code Content-Type}; may be null
     * @return what the reader returns
     * @throws ApiException with 400 if the form is malformed or incomplete; 408 if the client is too slow; 413 if the body
     *        is too large; 429 or 503 if there are too many uploads; and those of the reader
     */
    public <T> T receive(long owner, String contentType, InputStream body, FormReader<T> reader) {
        var limited = new MinimumRateInput(body, size.maxBodyBytes(), System::nanoTime);
        try (var slot = slots.acquire(owner, limited)) {
            return reader.read(Multipart.of(contentType, limited));
        } catch (IOException incomplete) {
            throw ApiException.badInput("file", ProblemMessages::uploadIncomplete);
        }
    }
}

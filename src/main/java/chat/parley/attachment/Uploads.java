package chat.parley.attachment;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

import jakarta.enterprise.context.ApplicationScoped;

import chat.parley.attachment.Multipart.Part;
import chat.parley.http.UploadSize;
import chat.parley.problem.ApiException;
import chat.parley.problem.ProblemMessages;

/** Receives uploads. Files are stored in the database and inspected while they arrive; incomplete ones are deleted. */
@ApplicationScoped
class Uploads {

    static final int MAX_THUMBNAIL_BYTES = 100 * 1024;
    /** Twice what the pages draw, for screens with small pixels. */
    private static final int MAX_THUMBNAIL_SIDE_PIXELS = 1280;

    private final AttachmentDao table;
    private final UploadSlots slots;
    private final UploadSize size;
    private final long quota;

    Uploads(AttachmentDao table, UploadSlots slots, UploadSize size, AttachmentConfig config) {
        this.table = table;
        this.slots = slots;
        this.size = size;
        this.quota = config.quotaPerAccount().asLongValue();
    }

    /**
     * Takes in the file of a form. Waits for it, so it needs a thread that may wait.
     *
     * @param owner may write in the room
     * @return the id of the file, complete and named by no message
     * @throws ApiException with 400 when the form has no file, an empty one, or a thumbnail that is none; 408 when it comes too
     *         slowly; 409 when the owner's quota is used up; 413 when it is too large; 429 and 503 when too many come at once
     */
    long take(long owner, long room, String contentType, InputStream body) {
        var paced = new MinimumRateInput(body, size.mostOfBody(), System::nanoTime);
        try (var slot = slots.acquire(owner, paced)) {
            var parts = Multipart.of(contentType, paced);
            refuseAbove(table.used(owner));
            return take(owner, table.begin(room, owner), parts);
        }
    }

    private long take(long owner, long attachment, Multipart parts) {
        var whole = false;
        try {
            whole = table.complete(attachment, owner, receive(attachment, parts), quota);
            if (!whole) {
                refuseAbove(quota);
            }
            return attachment;
        } catch (IOException brokenOff) {
            throw ApiException.badInput("file", ProblemMessages::notWhole);
        } finally {
            if (!whole) {
                table.drop(attachment);
            }
        }
    }

    private ReceivedFile receive(long attachment, Multipart parts) throws IOException {
        ReceivedFile file = null;
        MediaInfo thumbnail = null;
        var thumbnailBytes = new ByteArrayOutputStream();
        for (var part = parts.next(); part.isPresent(); part = parts.next()) {
            var name = part.get().name();
            if (name.equals("file")) {
                refuseSecond(name, file);
                file = file(attachment, part.get());
            } else if (name.equals("thumbnail")) {
                refuseSecond(name, thumbnail);
                thumbnail = thumbnail(part.get(), thumbnailBytes);
            }
        }
        if (file == null) {
            throw ApiException.badInput("file", ProblemMessages::missing);
        }
        return thumbnail == null || !file.contents().showable()
                ? file
                : with(attachment, file, thumbnail, thumbnailBytes.toByteArray());
    }

    private ReceivedFile file(long attachment, Part part) throws IOException {
        try (var out = new ChunkOutput(table, attachment, false, size.mostOfFile())) {
            var contents = MediaInfo.pass(new PeekableInput(part.content()), out);
            if (out.size() == 0) {
                throw ApiException.badInput("file", ProblemMessages::empty);
            }
            return new ReceivedFile(FileName.cleaned(part.fileName()), out.size(), contents, null, null);
        }
    }

    private static MediaInfo thumbnail(Part part, ByteArrayOutputStream to) throws IOException {
        var bytes = part.content().readNBytes(MAX_THUMBNAIL_BYTES + 1);
        var contents = MediaInfo.pass(new PeekableInput(new ByteArrayInputStream(bytes)), to);
        if (bytes.length > MAX_THUMBNAIL_BYTES
                || !contents.showable()
                || contents.type() == FileType.GIF
                || contents.width() > MAX_THUMBNAIL_SIDE_PIXELS
                || contents.height() > MAX_THUMBNAIL_SIDE_PIXELS) {
            throw ApiException.badInput("thumbnail", ProblemMessages::suchThumbnail);
        }
        return contents;
    }

    private ReceivedFile with(long attachment, ReceivedFile file, MediaInfo thumbnail, byte[] bytes) {
        table.add(attachment, true, 0, bytes, bytes.length);
        return new ReceivedFile(
                file.name(), file.size(), file.contents(), thumbnail.type().mediaType(), bytes.length);
    }

    private static void refuseSecond(String name, Object first) {
        if (first != null) {
            throw ApiException.badInput(name, ProblemMessages::givenTwice);
        }
    }

    private void refuseAbove(long used) {
        if (used >= quota) {
            throw ApiException.conflict(ProblemMessages::quotaUsedUp);
        }
    }
}

package chat.parley.attachment;

import java.io.IOException;
import java.io.InputStream;

import jakarta.enterprise.context.ApplicationScoped;

import chat.parley.attachment.Multipart.Part;
import chat.parley.attachment.codec.MediaInfo;
import chat.parley.attachment.codec.PeekableInput;
import chat.parley.http.UploadSize;
import chat.parley.problem.ApiException;
import chat.parley.problem.ProblemMessages;

/** Receives uploads. Files are stored in the database and inspected while they arrive; incomplete ones are deleted. */
@ApplicationScoped
class UploadService {

    static final int MAX_THUMBNAIL_BYTES = 100 * 1024;
    /** Twice the size in the pages, for high-resolution screens. */
    private static final int MAX_THUMBNAIL_SIDE_PIXELS = 1280;

    private final AttachmentDao table;
    private final MultipartReceiver forms;
    private final UploadSize size;
    private final long quota;

    UploadService(AttachmentDao table, MultipartReceiver forms, UploadSize size, AttachmentConfig config) {
        this.table = table;
        this.forms = forms;
        this.size = size;
        this.quota = config.quotaPerAccount().asLongValue();
    }

    /**
     * Receives the file of a form. Blocks until the client has sent it.
     *
     * @param owner the id of an account that may post in the room
     * @return the id of the file
     * @throws ApiException with 400 if the form is malformed or has no file, an empty file or an invalid thumbnail;
     *        408 if the client is too slow; 409 if the quota is used up; 413 if the file is too large; 429 or 503 if
     *        there are too many uploads
     */
    long receive(long owner, long room, String contentType, InputStream body) {
        return forms.receive(owner, contentType, body, parts -> {
            requireQuota(table.used(owner));
            return store(owner, table.begin(room, owner), parts);
        });
    }

    private long store(long owner, long attachment, Multipart parts) throws IOException {
        var complete = false;
        try {
            complete = table.complete(attachment, owner, readParts(attachment, parts), quota);
            if (!complete) {
                requireQuota(quota);
            }
            return attachment;
        } finally {
            if (!complete) {
                table.deleteUnused(attachment);
            }
        }
    }

    private ReceivedFile readParts(long attachment, Multipart parts) throws IOException {
        ReceivedFile file = null;
        SmallPicture thumbnail = null;
        for (var part = parts.next(); part.isPresent(); part = parts.next()) {
            var name = part.get().name();
            if (name.equals("file")) {
                requireFirst(name, file);
                file = file(attachment, part.get());
            } else if (name.equals("thumbnail")) {
                requireFirst(name, thumbnail);
                thumbnail = thumbnail(part.get());
            }
        }
        if (file == null) {
            throw ApiException.badInput("file", ProblemMessages::missing);
        }
        return thumbnail == null || !file.contents().isDisplayable()
                ? file
                : withThumbnail(attachment, file, thumbnail);
    }

    private ReceivedFile file(long attachment, Part part) throws IOException {
        try (var out = new ChunkOutput(table, attachment, false, size.maxFileBytes())) {
            var contents = MediaInfo.copy(new PeekableInput(part.content()), out);
            if (out.size() == 0) {
                throw ApiException.badInput("file", ProblemMessages::empty);
            }
            return new ReceivedFile(FileName.sanitized(part.fileName()), out.size(), contents, null, null);
        }
    }

    private static SmallPicture thumbnail(Part part) throws IOException {
        return SmallPicture.read(part.content(), MAX_THUMBNAIL_BYTES, MAX_THUMBNAIL_SIDE_PIXELS)
                .orElseThrow(() -> ApiException.badInput("thumbnail", ProblemMessages::invalidThumbnail));
    }

    private ReceivedFile withThumbnail(long attachment, ReceivedFile file, SmallPicture thumbnail) {
        table.add(attachment, true, 0, thumbnail.bytes(), thumbnail.bytes().length);
        return new ReceivedFile(
                file.name(), file.size(), file.contents(), thumbnail.mediaType(), thumbnail.bytes().length);
    }

    private static void requireFirst(String name, Object first) {
        if (first != null) {
            throw ApiException.badInput(name, ProblemMessages::duplicateField);
        }
    }

    private void requireQuota(long used) {
        if (used >= quota) {
            throw ApiException.conflict(ProblemMessages::quotaExceeded);
        }
    }
}

package chat.parley.attachment;

import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

import chat.parley.database.SkipWhileDatabaseIsDown;
import chat.parley.problem.ApiException;
import chat.parley.problem.ProblemMessages;
import chat.parley.room.Access;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;

/** Decides who may see a file and deletes files that are no longer used. */
@ApplicationScoped
public class AttachmentService {

    /** How long an uploaded file can wait for its message. */
    private static final Duration UNUSED_FILE_TTL = Duration.ofDays(1);

    private static final int MAX_DELETED_AT_ONCE = 100;

    private final Access access;
    private final AttachmentDao table;

    AttachmentService(Access access, AttachmentDao table) {
        this.access = access;
        this.table = table;
    }

    /**
     * Returns a file. A file without a message is visible only to its owner.
     *
     * @param viewer the id of the account
     * @throws ApiException with 404 if the file does not exist or the viewer may not see it
     */
    @Transactional
    StoredFile file(long viewer, long id) {
        return visible(viewer, id).map(StoredFile::of).orElseThrow(AttachmentService::fileNotFound);
    }

    /**
     * Returns the thumbnail of a file.
     *
     * @throws ApiException as for {@link #file}; 404 if there is no thumbnail
     */
    @Transactional
    StoredFile thumbnail(long viewer, long id) {
        return visible(viewer, id)
                .filter(attachment -> attachment.thumbnailType != null)
                .map(StoredFile::thumbnailOf)
                .orElseThrow(AttachmentService::fileNotFound);
    }

    /** The response body for a range of a file. The caller has checked that the viewer may see it. */
    AttachmentBody part(long viewer, StoredFile file, ByteRange range) {
        return new AttachmentBody(viewer, range, from -> table.read(file.attachment(), file.thumbnail(), from));
    }

    /**
     * Deletes the files of a message, within the transaction of the caller. They no longer count towards the quota of
     * their owner.
     */
    public void removeOf(long room, long seq) {
        table.removeOf(room, seq);
    }

    /** Deletes incomplete files and files without a message that are older than a day. */
    @Scheduled(
            every = "10m",
            delayed = "1m",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = SkipWhileDatabaseIsDown.class)
    void deleteUnused() {
        deleteUnused(UNUSED_FILE_TTL);
    }

    void deleteUnused(Duration age) {
        while (table.deleteExpired(age, MAX_DELETED_AT_ONCE) == MAX_DELETED_AT_ONCE) {
            // Each batch has its own transaction.
        }
    }

    static ApiException fileNotFound() {
        return ApiException.notFound(ProblemMessages::fileNotFound);
    }

    private Optional<Attachment> visible(long viewer, long id) {
        return Attachment.findComplete(id)
                .filter(attachment -> access.canSee(viewer, attachment.room))
                .filter(attachment -> attachment.seq != null || attachment.owner == viewer);
    }
}

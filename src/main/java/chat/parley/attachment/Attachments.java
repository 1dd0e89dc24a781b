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
public class Attachments {

    /** Who has chosen a file and not sent the message by then has forgotten it. */
    private static final Duration UNUSED_FILE_TTL = Duration.ofDays(1);

    private static final int MAX_DELETED_AT_ONCE = 100;

    private final Access access;
    private final AttachmentDao table;

    Attachments(Access access, AttachmentDao table) {
        this.access = access;
        this.table = table;
    }

    /**
     * The file, to someone who may see its room; while no message names it, only to who sent it.
     *
     * @param viewer the account's id
     * @throws ApiException with 404 when there is no such file, or none for them
     */
    @Transactional
    StoredFile file(long viewer, long id) {
        return visible(viewer, id).map(StoredFile::of).orElseThrow(Attachments::noSuchFile);
    }

    /** The same of its thumbnail. */
    @Transactional
    StoredFile thumbnail(long viewer, long id) {
        return visible(viewer, id)
                .filter(attachment -> attachment.thumbnailType != null)
                .map(StoredFile::thumbnailOf)
                .orElseThrow(Attachments::noSuchFile);
    }

    /** A part of a file that somebody may see, to be sent to them. */
    AttachmentBody part(long viewer, StoredFile file, ByteRange range) {
        return new AttachmentBody(viewer, range, from -> table.read(file.attachment(), file.thumbnail(), from));
    }

    /** Deletes the files of a message, within the transaction that deletes it. Their bytes count for nobody's quota any more. */
    public void removeOf(long room, long seq) {
        table.removeOf(room, seq);
    }

    /** Deletes those that no message has named for a day, and what never came whole. */
    @Scheduled(
            every = "10m",
            delayed = "1m",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = SkipWhileDatabaseIsDown.class)
    void sweep() {
        sweep(UNUSED_FILE_TTL);
    }

    void sweep(Duration age) {
        while (table.sweep(age, MAX_DELETED_AT_ONCE) == MAX_DELETED_AT_ONCE) {
            // The next hundred, in a transaction of their own.
        }
    }

    static ApiException noSuchFile() {
        return ApiException.notFound(ProblemMessages::noSuchFile);
    }

    private Optional<Attachment> visible(long viewer, long id) {
        return Attachment.whole(id)
                .filter(attachment -> access.sees(viewer, attachment.room))
                .filter(attachment -> attachment.seq != null || attachment.owner == viewer);
    }
}

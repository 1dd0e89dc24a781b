package chat.parley.message;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

import chat.parley.attachment.AttachmentView;
import chat.parley.database.Row;
import chat.parley.database.SqlArray;
import chat.parley.database.SqlTransaction;
import chat.parley.message.AppendResult.Stored;

/**
 * The files of a batch of drafts, locked from before the drafts are stored until the commit, so that each file belongs
 * to at most one message. A batch without files costs no statement.
 */
final class DraftAttachments {

    /** Locks in the order of the ids, like all locks of several rows, to avoid deadlocks. */
    private static final String LOCK = """
            select id, room_id, owner_id, name, type, size, width, height, thumbnail_type is not null as thumbnail
            from attachment where id = any(?) and seq is null and complete order by id for update""";

    private static final String BIND = """
            update attachment a set seq = b.seq, position = b.position
            from unnest(?::bigint[], ?::bigint[], ?::smallint[]) as b(id, seq, position) where a.id = b.id""";

    /** An uploaded file that belongs to no message yet. */
    private record FreeFile(long room, long owner, AttachmentView view) {

        static FreeFile of(Row row) {
            return new FreeFile(
                    row.getLong("room_id"),
                    row.getLong("owner_id"),
                    AttachmentView.of(
                            row.getLong("id"),
                            row.getString("name"),
                            row.getString("type"),
                            row.getLong("size"),
                            row.getIntegerOrNull("width"),
                            row.getIntegerOrNull("height"),
                            row.getBoolean("thumbnail")));
        }

        boolean canBeUsedBy(Draft draft) {
            return room == draft.room() && owner == draft.author();
        }
    }

    private final Map<Draft, List<AttachmentView>> files = new HashMap<>();

    private DraftAttachments() {}

    /** Finds and locks the files of a batch. If two drafts name the same file, the first one gets it. */
    static DraftAttachments lock(SqlTransaction transaction, List<PendingMessage> batch) {
        var attachments = new DraftAttachments();
        var ids = batch.stream()
                .flatMap(pending -> pending.draft().attachments().stream())
                .toList();
        if (!ids.isEmpty()) {
            var freeFiles = freeFiles(transaction, ids);
            batch.forEach(pending -> attachments.assign(freeFiles, pending.draft()));
        }
        return attachments;
    }

    /**
     * Whether the draft names a file that it cannot use: one that does not exist, has another owner or room, or
     * belongs to another message.
     */
    boolean hasMissingFiles(Draft draft) {
        return !draft.attachments().isEmpty() && !files.containsKey(draft);
    }

    /** The files of a draft, in the order of its ids; empty if it has none. */
    List<AttachmentView> of(Draft draft) {
        return files.getOrDefault(draft, List.of());
    }

    /** Attaches the files to the messages that were stored. */
    void bind(SqlTransaction transaction, List<AppendResult> outcomes) {
        if (files.isEmpty()) {
            return;
        }
        var ids = new ArrayList<Long>();
        var seqs = new ArrayList<Long>();
        var positions = new ArrayList<Integer>();
        for (var outcome : outcomes) {
            if (outcome instanceof Stored stored) {
                for (var file : stored.message().attachments()) {
                    ids.add(file.id());
                    positions.add(ids.size());
                    seqs.add(stored.message().seq());
                }
            }
        }
        transaction.update(BIND, SqlArray.bigint(ids), SqlArray.bigint(seqs), SqlArray.of("smallint", positions));
    }

    private void assign(Map<Long, FreeFile> freeFiles, Draft draft) {
        var ids = new HashSet<>(draft.attachments());
        if (!ids.isEmpty()
                && ids.stream()
                        .allMatch(id ->
                                freeFiles.containsKey(id) && freeFiles.get(id).canBeUsedBy(draft))) {
            files.put(
                    draft,
                    draft.attachments().stream()
                            .distinct()
                            .map(id -> freeFiles.get(id).view())
                            .toList());
            freeFiles.keySet().removeAll(ids);
        }
    }

    private static Map<Long, FreeFile> freeFiles(SqlTransaction transaction, List<Long> ids) {
        var freeFiles = new HashMap<Long, FreeFile>();
        transaction
                .list(LOCK, FreeFile::of, SqlArray.bigint(ids))
                .forEach(file -> freeFiles.put(file.view().id(), file));
        return freeFiles;
    }
}

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
import chat.parley.message.Outcome.Stored;

/**
 * The files of a batch of drafts, locked from before the drafts are stored until the commit, so that each file belongs
 * to at most one message. A batch without files costs no statement.
 */
final class DraftAttachments {

    /** In the order of their ids, as of everything that is held. */
    private static final String HOLD = """
            select id, room_id, owner_id, name, type, size, width, height, thumbnail_type is not null as thumbnail
            from attachment where id = any(?) and seq is null and complete order by id for update""";

    private static final String BIND = """
            update attachment a set seq = b.seq, position = b.position
            from unnest(?::bigint[], ?::bigint[], ?::smallint[]) as b(id, seq, position) where a.id = b.id""";

    /** A file that no message has named so far. */
    private record Free(long room, long owner, AttachmentView view) {

        static Free of(Row row) {
            return new Free(
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

        boolean isFor(Draft draft) {
            return room == draft.room() && owner == draft.author();
        }
    }

    private final Map<Draft, List<AttachmentView>> files = new HashMap<>();

    private DraftAttachments() {}

    /** Finds and holds them. Of two drafts that name the same one, the first has it. */
    static DraftAttachments hold(SqlTransaction transaction, List<PendingMessage> batch) {
        var named = new DraftAttachments();
        var ids = batch.stream()
                .flatMap(pending -> pending.draft().attachments().stream())
                .toList();
        if (!ids.isEmpty()) {
            var free = free(transaction, ids);
            batch.forEach(pending -> named.give(free, pending.draft()));
        }
        return named;
    }

    /** Whether the draft names a file that is not there for it: nobody's, somebody else's, of another room, or named before. */
    boolean astray(Draft draft) {
        return !draft.attachments().isEmpty() && !files.containsKey(draft);
    }

    /** In the order in which the draft names them. */
    List<AttachmentView> of(Draft draft) {
        return files.getOrDefault(draft, List.of());
    }

    /** Hangs them on the messages that were stored. */
    void bind(SqlTransaction transaction, List<Outcome> outcomes) {
        if (files.isEmpty()) {
            return;
        }
        var ids = new ArrayList<Long>();
        var seqs = new ArrayList<Long>();
        var places = new ArrayList<Integer>();
        for (var outcome : outcomes) {
            if (outcome instanceof Stored stored) {
                for (var file : stored.message().attachments()) {
                    ids.add(file.id());
                    places.add(ids.size());
                    seqs.add(stored.message().seq());
                }
            }
        }
        transaction.update(BIND, SqlArray.bigint(ids), SqlArray.bigint(seqs), SqlArray.of("smallint", places));
    }

    private void give(Map<Long, Free> free, Draft draft) {
        var wanted = new HashSet<>(draft.attachments());
        if (!wanted.isEmpty()
                && wanted.stream()
                        .allMatch(id -> free.containsKey(id) && free.get(id).isFor(draft))) {
            files.put(
                    draft,
                    draft.attachments().stream()
                            .distinct()
                            .map(id -> free.get(id).view())
                            .toList());
            free.keySet().removeAll(wanted);
        }
    }

    private static Map<Long, Free> free(SqlTransaction transaction, List<Long> ids) {
        var free = new HashMap<Long, Free>();
        transaction
                .list(HOLD, Free::of, SqlArray.bigint(ids))
                .forEach(file -> free.put(file.view().id(), file));
        return free;
    }
}

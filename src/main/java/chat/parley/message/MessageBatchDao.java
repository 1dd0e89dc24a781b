package chat.parley.message;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import chat.parley.account.AvatarPath;
import chat.parley.database.Row;
import chat.parley.database.Sql;
import chat.parley.database.SqlArray;
import chat.parley.database.SqlTransaction;
import chat.parley.markdown.Markdown;
import chat.parley.message.AppendResult.Duplicate;
import chat.parley.message.AppendResult.Rejected;
import chat.parley.message.AppendResult.Stored;
import chat.parley.message.MessageView.Author;
import chat.parley.telemetry.Traces;
import io.opentelemetry.api.trace.SpanKind;

/**
 * Stores a batch of drafts in one transaction of two statements, for any number of drafts, plus two if any of them has
 * files. It uses SQL because Hibernate's entity handling would be wasted on the path of every message.
 */
@ApplicationScoped
class MessageBatchDao {

    /** Locks in the order of the ids, like all locks of several rooms, to avoid deadlocks. */
    private static final String LOCK = "select from room where id = any(?) order by id for update";

    /**
     * Runs after {@link #LOCK}, so that it sees all that was committed before the rooms were locked: the same message
     * that another process was storing, and the removal of a member. Drafts for rooms that do not exist return no
     * row.
     *
     * <p>The search for a duplicate is ordered by {@code message_client_id_key}. Otherwise, on a table without
     * statistics, the planner may use another index and read all messages of the author in the room.
     */
    static final String WRITE = """
            with draft as materialized (
              select d.*, r.kind = 'public' as room_public, m.account_id is null as stranger, case
                  when r.kind <> 'public' and m.account_id is null then 'ROOM_NOT_FOUND'
                  when s.seq is not null then 'DUPLICATE'
                  when r.archived_at is not null then 'ARCHIVED'
                  when d.astray then 'ATTACHMENT_NOT_FOUND'
                  when d.reply_to > r.seq then 'REPLY_NOT_FOUND'
                  else 'STORED' end as outcome, s.seq as sent_before
              from unnest(?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::boolean[]) with ordinality
                  as d(room, author, client_id, body, html, reply_to, mentions, astray, turn)
              join room r on r.id = d.room
              left join membership m on m.room_id = d.room and m.account_id = d.author
              left join lateral (select s.seq, s.client_id from message s
                where s.room_id = d.room and s.author_id = d.author and s.client_id >= d.client_id
                order by s.client_id limit 1) s on s.client_id = d.client_id),
            step as (
              select *, row_number() over (partition by room order by turn) as step,
                row_number() over (partition by room, author order by turn) + coalesce((
                  select own.author_seq from message own where own.room_id = room and own.author_id = author
                  order by own.seq desc limit 1), 0) as author_seq
              from draft where outcome = 'STORED'),
            moved as (
              update room r set seq = r.seq + n.steps, version = r.version + n.steps, active_at = ?
              from (select room, count(*) as steps from step group by room) n where r.id = n.room
              returning r.id, r.seq - n.steps as seq, r.version - n.steps as version),
            placed as (
              select step.*, moved.seq + step as seq, moved.version + step as version from step join moved on moved.id = room),
            stored as (
              insert into message (room_id, seq, version, author_id, author_seq, room_public, client_id, body, html, reply_to, mentions, created_at, html_version)
              select room, seq, version, author, author_seq, room_public, client_id, body, html, reply_to, string_to_array(mentions, ' '), ?,
              """ + " " + Markdown.RENDERER_VERSION + """
               from placed order by turn),
            joined as (
              insert into membership (room_id, account_id, role, last_read)
              select room, author, case when min(step) = 1
                  and not exists (select from membership o where o.room_id = room) then 'owner' else 'member' end, min(seq)
              from placed where stranger group by room, author
              on conflict do nothing returning room_id, account_id)
            select draft.turn, draft.outcome, draft.sent_before, placed.seq, placed.version, a.username, a.display_name, a.avatar, a.ambiguous_name,
              joined.room_id is not null as joined
            from draft left join placed on placed.turn = draft.turn left join account a on a.id = draft.author
              left join joined on joined.room_id = draft.room and joined.account_id = draft.author""";

    private final Sql sql;
    private final Traces traces;

    MessageBatchDao(Sql sql, Traces traces) {
        this.sql = sql;
        this.traces = traces;
    }

    /**
     * Stores the valid drafts of a batch. They are on disk when this returns. If this throws, none is stored, or the
     * result is unknown because the connection broke during the commit; a retry detects duplicates.
     *
     * @param batch not empty; no two drafts with the same room, author and client id
     * @return one outcome for each draft, in the same order
     */
    List<AppendResult> write(List<PendingMessage> batch) {
        return sql.inTransaction(transaction -> {
            lock(transaction, batch);
            var files = DraftAttachments.lock(transaction, batch);
            var outcomes = store(transaction, batch, files);
            files.bind(transaction, outcomes);
            commit(transaction);
            return outcomes;
        });
    }

    private void commit(SqlTransaction transaction) {
        var span = traces.begin("commit", SpanKind.INTERNAL);
        try {
            transaction.commit();
        } finally {
            span.end();
        }
    }

    private static void lock(SqlTransaction transaction, List<PendingMessage> batch) {
        var rooms =
                batch.stream().map(pending -> pending.draft().room()).distinct().toList();
        transaction.list(LOCK, row -> true, SqlArray.bigint(rooms));
    }

    private static List<AppendResult> store(
            SqlTransaction transaction, List<PendingMessage> batch, DraftAttachments files) {
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var outcomes = new ArrayList<AppendResult>(Collections.nCopies(batch.size(), Rejected.ROOM_NOT_FOUND));
        var rows = transaction.list(
                WRITE,
                row -> {
                    var index = row.getInt("turn") - 1;
                    return Map.entry(index, outcome(row, batch.get(index), files, now));
                },
                array("bigint", batch, pending -> pending.draft().room()),
                array("bigint", batch, pending -> pending.draft().author()),
                array("text", batch, pending -> pending.draft().clientId()),
                array("text", batch, pending -> pending.draft().body()),
                array("text", batch, pending -> pending.text().html()),
                array("bigint", batch, pending -> pending.draft().replyTo()),
                array("text", batch, pending -> String.join(" ", pending.text().mentions())),
                array("boolean", batch, pending -> files.hasMissingFiles(pending.draft())),
                now,
                now);
        rows.forEach(row -> outcomes.set(row.getKey(), row.getValue()));
        return outcomes;
    }

    private static SqlArray array(String type, List<PendingMessage> batch, Function<PendingMessage, Object> element) {
        return new SqlArray(type, batch.stream().map(element).toArray());
    }

    private static AppendResult outcome(Row row, PendingMessage pending, DraftAttachments files, Instant now) {
        return switch (row.getString("outcome")) {
            case "STORED" ->
                new Stored(message(row, pending, files, now), pending.draft().author(), row.getBoolean("joined"));
            case "DUPLICATE" -> new Duplicate(row.getLong("sent_before"));
            default -> Rejected.valueOf(row.getString("outcome"));
        };
    }

    private static MessageView message(Row row, PendingMessage pending, DraftAttachments files, Instant now) {
        var author = new Author(
                row.getString("username"),
                row.getString("display_name"),
                AvatarPath.of(row.getString("avatar")),
                row.getBoolean("ambiguous_name"));
        return MessageView.posted(
                pending, files.of(pending.draft()), row.getLong("seq"), row.getLong("version"), author, now);
    }
}

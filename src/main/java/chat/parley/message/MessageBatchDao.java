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
import chat.parley.message.MessageView.Author;
import chat.parley.message.Outcome.Refused;
import chat.parley.message.Outcome.SentBefore;
import chat.parley.message.Outcome.Stored;
import chat.parley.telemetry.Traces;
import io.opentelemetry.api.trace.SpanKind;

/**
 * Stores a batch of drafts in one transaction of two statements, for any number of drafts, plus two if any of them has
 * files. It uses SQL because Hibernate's entity handling would be wasted on the path of every message.
 */
@ApplicationScoped
class MessageBatchDao {

    /** In the order of their ids, as everyone takes several rooms: two that take them crosswise would meet in a deadlock. */
    private static final String HOLD = "select from room where id = any(?) order by id for update";

    /**
     * A statement of its own, after the rooms are held: it sees what those who held them before have committed, so that a
     * send under way elsewhere is found, and who was taken out meanwhile does not get back in. Drafts for rooms that are not
     * there give no row.
     *
     * <p>What was sent before is asked for in the order of {@code message_client_id_key}: on a table that was never analyzed the
     * planner would otherwise as soon read all that the author has written in the room, by another index.
     */
    static final String WRITE = """
            with draft as materialized (
              select d.*, m.account_id is null as stranger, case
                  when r.kind <> 'public' and m.account_id is null then 'HIDDEN'
                  when s.seq is not null then 'SENT_BEFORE'
                  when r.archived_at is not null then 'ARCHIVED'
                  when d.astray then 'NAMES_NO_FILE'
                  when d.reply_to > r.seq then 'ANSWERS_NOTHING'
                  else 'STORED' end as outcome, s.seq as sent_before
              from unnest(?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::boolean[]) with ordinality
                  as d(room, author, client_id, body, html, reply_to, mentions, astray, turn)
              join room r on r.id = d.room
              left join membership m on m.room_id = d.room and m.account_id = d.author
              left join lateral (select s.seq, s.client_id from message s
                where s.room_id = d.room and s.author_id = d.author and s.client_id >= d.client_id
                order by s.client_id limit 1) s on s.client_id = d.client_id),
            step as (
              select *, row_number() over (partition by room order by turn) as step from draft where outcome = 'STORED'),
            moved as (
              update room r set seq = r.seq + n.steps, version = r.version + n.steps, active_at = ?
              from (select room, count(*) as steps from step group by room) n where r.id = n.room
              returning r.id, r.seq - n.steps as seq, r.version - n.steps as version),
            placed as (
              select step.*, moved.seq + step as seq, moved.version + step as version from step join moved on moved.id = room),
            stored as (
              insert into message (room_id, seq, version, author_id, client_id, body, html, reply_to, mentions, created_at, html_version)
              select room, seq, version, author, client_id, body, html, reply_to, string_to_array(mentions, ' '), ?,
              """ + " " + Markdown.RENDERER_VERSION + """
               from placed order by turn),
            joined as (
              insert into membership (room_id, account_id, role, last_read)
              select room, author, case when min(step) = 1
                  and not exists (select from membership o where o.room_id = room) then 'owner' else 'member' end, min(seq)
              from placed where stranger group by room, author
              on conflict do nothing returning room_id, account_id)
            select draft.turn, draft.outcome, draft.sent_before, placed.seq, placed.version, a.username, a.display_name, a.avatar,
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
     * Stores what can be stored of it. When this returns, it is on disk; when it throws, nothing of it is, or it is not known
     * (a connection that breaks in the commit), which a second try finds out.
     *
     * @param batch not empty; no two with the same room, author and client id
     * @return what became of each, in their order
     */
    List<Outcome> write(List<PendingMessage> batch) {
        return sql.inTransaction(transaction -> {
            hold(transaction, batch);
            var files = DraftAttachments.hold(transaction, batch);
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

    private static void hold(SqlTransaction transaction, List<PendingMessage> batch) {
        var rooms =
                batch.stream().map(pending -> pending.draft().room()).distinct().toList();
        transaction.list(HOLD, row -> true, SqlArray.bigint(rooms));
    }

    private static List<Outcome> store(SqlTransaction transaction, List<PendingMessage> batch, DraftAttachments files) {
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var outcomes = new ArrayList<Outcome>(Collections.nCopies(batch.size(), Refused.HIDDEN));
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
                array("boolean", batch, pending -> files.astray(pending.draft())),
                now,
                now);
        rows.forEach(row -> outcomes.set(row.getKey(), row.getValue()));
        return outcomes;
    }

    private static SqlArray array(String type, List<PendingMessage> batch, Function<PendingMessage, Object> element) {
        return new SqlArray(type, batch.stream().map(element).toArray());
    }

    private static Outcome outcome(Row row, PendingMessage pending, DraftAttachments files, Instant now) {
        return switch (row.getString("outcome")) {
            case "STORED" ->
                new Stored(message(row, pending, files, now), pending.draft().author(), row.getBoolean("joined"));
            case "SENT_BEFORE" -> new SentBefore(row.getLong("sent_before"));
            default -> Refused.valueOf(row.getString("outcome"));
        };
    }

    private static MessageView message(Row row, PendingMessage pending, DraftAttachments files, Instant now) {
        var author = new Author(
                row.getString("username"), row.getString("display_name"), AvatarPath.of(row.getString("avatar")));
        return MessageView.posted(
                pending, files.of(pending.draft()), row.getLong("seq"), row.getLong("version"), author, now);
    }
}

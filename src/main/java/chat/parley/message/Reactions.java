package chat.parley.message;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import chat.parley.database.Sql;
import chat.parley.database.SqlArray;
import chat.parley.message.MessageView.Reaction;

/** Reactions to messages. Runs in the transaction of the caller; only {@link MessageEditor} writes them. */
@ApplicationScoped
class Reactions {

    /** Different emoji on one message. */
    static final int MAX_EMOJI_PER_MESSAGE = 20;
    /**
     * Reactions in one response, about 200 KB. The reactions of a single message are always complete, because they
     * have no pages.
     */
    private static final int MAX_ROWS = 10_000;

    /** A reaction of one user. */
    private record UserReaction(MessageId message, String emoji, String username) {}

    private static final String READ = """
            select r.room_id, r.seq, r.emoji, a.username
            from unnest(?::bigint[], ?::bigint[]) with ordinality as p(room, seq, turn)
            join reaction r on r.room_id = p.room and r.seq = p.seq join account a on a.id = r.account_id
            order by p.turn, r.created_at, a.id limit ?""";

    private final Sql sql;

    Reactions(Sql sql) {
        this.sql = sql;
    }

    /**
     * Reactions to several messages.
     *
     * @param complete the number of messages, from the first on, whose reactions are complete
     */
    record ReactionsByMessage(Map<MessageId, List<Reaction>> reactions, int complete) {

        /** No reactions to a number of messages. */
        static ReactionsByMessage none(int messages) {
            return new ReactionsByMessage(Map.of(), messages);
        }

        List<Reaction> to(MessageId id) {
            return reactions.getOrDefault(id, List.of());
        }
    }

    /**
     * Reads the reactions of several messages with one query: those of the first message, and of as many others as
     * {@link #MAX_ROWS} allows.
     */
    ReactionsByMessage of(List<MessageId> ids) {
        var rows = ids.isEmpty() ? List.<UserReaction>of() : rows(ids, MAX_ROWS + 1);
        if (rows.size() <= MAX_ROWS) {
            return new ReactionsByMessage(grouped(rows), ids.size());
        }
        var complete = ids.indexOf(rows.get(MAX_ROWS).message());
        return complete == 0
                ? new ReactionsByMessage(grouped(rows(ids.subList(0, 1), Integer.MAX_VALUE)), 1)
                : new ReactionsByMessage(grouped(rows), complete);
    }

    /** Reads all reactions of one message. */
    List<Reaction> of(MessageId id) {
        return of(List.of(id)).to(id);
    }

    private List<UserReaction> rows(List<MessageId> ids, int maxRows) {
        return sql.list(
                READ,
                row -> new UserReaction(
                        new MessageId(row.getLong("room_id"), row.getLong("seq")),
                        row.getString("emoji"),
                        row.getString("username")),
                SqlArray.bigint(ids.stream().map(MessageId::room).toList()),
                SqlArray.bigint(ids.stream().map(MessageId::seq).toList()),
                maxRows);
    }

    /**
     * Adds a reaction.
     *
     * @return false if it existed already
     */
    boolean add(long room, long seq, String emoji, long account) {
        return sql.update(
                        "insert into reaction (room_id, seq, emoji, account_id) values (?, ?, ?, ?) on conflict do nothing",
                        room,
                        seq,
                        emoji,
                        account)
                == 1;
    }

    /**
     * Removes a reaction.
     *
     * @return false if it did not exist
     */
    boolean remove(long room, long seq, String emoji, long account) {
        return sql.update(
                        "delete from reaction where room_id = ? and seq = ? and emoji = ? and account_id = ?",
                        room,
                        seq,
                        emoji,
                        account)
                == 1;
    }

    void removeAll(long room, long seq) {
        sql.update("delete from reaction where room_id = ? and seq = ?", room, seq);
    }

    private static Map<MessageId, List<Reaction>> grouped(List<UserReaction> rows) {
        var users = new HashMap<MessageId, Map<String, List<String>>>();
        rows.forEach(row -> users.computeIfAbsent(row.message(), id -> new LinkedHashMap<>())
                .computeIfAbsent(row.emoji(), emoji -> new ArrayList<>())
                .add(row.username()));
        var reactions = new HashMap<MessageId, List<Reaction>>();
        users.forEach((id, byEmoji) -> reactions.put(
                id,
                byEmoji.entrySet().stream()
                        .map(entry -> new Reaction(entry.getKey(), entry.getValue()))
                        .toList()));
        return reactions;
    }
}

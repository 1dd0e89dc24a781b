package chat.parley.message;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;

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

    private final EntityManager entities;

    Reactions(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * Reactions to several messages.
     *
     * @param complete the number of messages, from the first on, whose reactions are complete
     */
    record ReactionsByMessage(Map<MessageId, List<Reaction>> reactions, int complete) {

        List<Reaction> to(MessageId id) {
            return reactions.getOrDefault(id, List.of());
        }
    }

    /**
     * Reads the reactions of several messages with one query: those of the first message, and of as many others as
     * {@link #MAX_ROWS} allows.
     */
    ReactionsByMessage of(List<MessageId> ids) {
        var rows = ids.isEmpty() ? List.<Tuple>of() : rows(ids, MAX_ROWS + 1);
        if (rows.size() <= MAX_ROWS) {
            return new ReactionsByMessage(grouped(rows), ids.size());
        }
        var complete = ids.indexOf(idOf(rows.get(MAX_ROWS)));
        return complete == 0
                ? new ReactionsByMessage(grouped(rows(ids.subList(0, 1), Integer.MAX_VALUE)), 1)
                : new ReactionsByMessage(grouped(rows), complete);
    }

    /** Reads all reactions of one message. */
    List<Reaction> of(MessageId id) {
        return of(List.of(id)).to(id);
    }

    @SuppressWarnings("unchecked")
    private List<Tuple> rows(List<MessageId> ids, int maxRows) {
        return entities.createNativeQuery("""
                select r.room_id, r.seq, r.emoji, a.username
                from unnest(cast(:rooms as bigint[]), cast(:seqs as bigint[])) with ordinality as p(room, seq, turn)
                join reaction r on r.room_id = p.room and r.seq = p.seq join account a on a.id = r.account_id
                order by p.turn, r.created_at, a.id limit :most""", Tuple.class)
                .setParameter("rooms", ids.stream().map(MessageId::room).toArray(Long[]::new))
                .setParameter("seqs", ids.stream().map(MessageId::seq).toArray(Long[]::new))
                .setParameter("most", maxRows)
                .getResultList();
    }

    /**
     * Adds a reaction.
     *
     * @return false if it existed already
     */
    boolean add(long room, long seq, String emoji, long account) {
        return entities.createNativeQuery("""
                insert into reaction (room_id, seq, emoji, account_id) values (?1, ?2, ?3, ?4) on conflict do nothing""")
                        .setParameter(1, room)
                        .setParameter(2, seq)
                        .setParameter(3, emoji)
                        .setParameter(4, account)
                        .executeUpdate()
                == 1;
    }

    /**
     * Removes a reaction.
     *
     * @return false if it did not exist
     */
    boolean remove(long room, long seq, String emoji, long account) {
        return entities.createNativeQuery(
                                "delete from reaction where room_id = ?1 and seq = ?2 and emoji = ?3 and account_id = ?4")
                        .setParameter(1, room)
                        .setParameter(2, seq)
                        .setParameter(3, emoji)
                        .setParameter(4, account)
                        .executeUpdate()
                == 1;
    }

    void removeAll(long room, long seq) {
        entities.createNativeQuery("delete from reaction where room_id = ?1 and seq = ?2")
                .setParameter(1, room)
                .setParameter(2, seq)
                .executeUpdate();
    }

    private static MessageId idOf(Tuple row) {
        return new MessageId(row.get(0, Long.class), row.get(1, Long.class));
    }

    private static Map<MessageId, List<Reaction>> grouped(List<Tuple> rows) {
        var users = new HashMap<MessageId, Map<String, List<String>>>();
        rows.forEach(row -> users.computeIfAbsent(idOf(row), id -> new LinkedHashMap<>())
                .computeIfAbsent(row.get(2, String.class), emoji -> new ArrayList<>())
                .add(row.get(3, String.class)));
        var reactions = new HashMap<MessageId, List<Reaction>>();
        users.forEach((id, byEmoji) -> reactions.put(
                id,
                byEmoji.entrySet().stream()
                        .map(entry -> new Reaction(entry.getKey(), entry.getValue()))
                        .toList()));
        return reactions;
    }
}

package chat.parley.message;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;

import chat.parley.message.MessageView.Reaction;

/** Who reacted to what, with which emoji. Within the transaction of whoever asks; changed by {@link Amendments} alone. */
@ApplicationScoped
class Reactions {

    /** Different emoji on one message. */
    static final int MOST = 20;

    private final EntityManager entities;

    Reactions(EntityManager entities) {
        this.entities = entities;
    }

    /** Of several messages of a room, by their places, in one query. */
    @SuppressWarnings("unchecked")
    Map<Long, List<Reaction>> of(long room, Collection<Long> places) {
        if (places.isEmpty()) {
            return Map.of();
        }
        List<Tuple> rows = entities.createNativeQuery("""
                select r.seq, r.emoji, a.username from reaction r join account a on a.id = r.account_id
                where r.room_id = :room and r.seq = any(:places) order by r.seq, r.reacted_at, a.id""", Tuple.class)
                .setParameter("room", room).setParameter("places", places.toArray(Long[]::new)).getResultList();
        return grouped(rows);
    }

    /** @return whether it was not there before */
    boolean add(long room, long seq, String emoji, long account) {
        return entities.createNativeQuery("""
                insert into reaction (room_id, seq, emoji, account_id) values (?1, ?2, ?3, ?4) on conflict do nothing""")
                .setParameter(1, room).setParameter(2, seq).setParameter(3, emoji).setParameter(4, account).executeUpdate() == 1;
    }

    /** @return whether it was there */
    boolean takeBack(long room, long seq, String emoji, long account) {
        return entities.createNativeQuery("delete from reaction where room_id = ?1 and seq = ?2 and emoji = ?3 and account_id = ?4")
                .setParameter(1, room).setParameter(2, seq).setParameter(3, emoji).setParameter(4, account).executeUpdate() == 1;
    }

    void removeAll(long room, long seq) {
        entities.createNativeQuery("delete from reaction where room_id = ?1 and seq = ?2")
                .setParameter(1, room).setParameter(2, seq).executeUpdate();
    }

    private static Map<Long, List<Reaction>> grouped(List<Tuple> rows) {
        var users = new LinkedHashMap<Long, Map<String, List<String>>>();
        rows.forEach(row -> users.computeIfAbsent(row.get(0, Long.class), seq -> new LinkedHashMap<>())
                .computeIfAbsent(row.get(1, String.class), emoji -> new ArrayList<>()).add(row.get(2, String.class)));
        var reactions = new HashMap<Long, List<Reaction>>();
        users.forEach((seq, byEmoji) -> reactions.put(seq,
                byEmoji.entrySet().stream().map(given -> new Reaction(given.getKey(), given.getValue())).toList()));
        return reactions;
    }
}

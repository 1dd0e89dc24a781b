package chat.parley.message;

import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;

/** What messages said before they were edited. Within the transaction of whoever asks; changed by {@link Amendments} alone. */
@ApplicationScoped
class EarlierTexts {

    /** Edits of one message; a further one is refused, rather than that the first text is forgotten. */
    static final int MOST = 100;

    private final EntityManager entities;

    EarlierTexts(EntityManager entities) {
        this.entities = entities;
    }

    /** The first one first; at most {@link #MOST}. */
    @SuppressWarnings("unchecked")
    List<EarlierText> of(long room, long seq) {
        List<Tuple> rows = entities.createNativeQuery("""
                select version, body, html, written_at from earlier_text where room_id = ?1 and seq = ?2 order by version""", Tuple.class)
                .setParameter(1, room).setParameter(2, seq).getResultList();
        return rows.stream().map(row -> new EarlierText(row.get(0, Long.class), row.get(1, String.class), row.get(2, String.class),
                row.get(3, Instant.class))).toList();
    }

    int count(long room, long seq) {
        return ((Number) entities.createNativeQuery("select count(*) from earlier_text where room_id = ?1 and seq = ?2")
                .setParameter(1, room).setParameter(2, seq).getSingleResult()).intValue();
    }

    /** Keeps what the message says now, before it is changed. */
    void keep(Message message) {
        entities.createNativeQuery("""
                insert into earlier_text (room_id, seq, version, body, html, written_at)
                select room_id, seq, version, body, html, coalesce(edited_at, created_at) from message where room_id = ?1 and seq = ?2""")
                .setParameter(1, message.place.room()).setParameter(2, message.place.seq()).executeUpdate();
    }

    void removeAll(long room, long seq) {
        entities.createNativeQuery("delete from earlier_text where room_id = ?1 and seq = ?2")
                .setParameter(1, room).setParameter(2, seq).executeUpdate();
    }
}

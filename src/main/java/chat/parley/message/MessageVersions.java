package chat.parley.message;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;

import org.hibernate.jpa.HibernateHints;

import chat.parley.http.KeysetPage;
import chat.parley.markdown.Markdown;

/**
 * Earlier versions of edited messages. Runs in the transaction of the caller; only {@link MessageEditor} writes them.
 */
@ApplicationScoped
class MessageVersions {

    /** Edits of one message. Further edits are rejected, so that no earlier text is lost. */
    static final int MAX_VERSIONS_PER_MESSAGE = 100;

    private static final int FETCH_SIZE_ROWS = 26;
    private static final String READ = "select version, body, case when html_version >= " + Markdown.RENDERER_VERSION
            + " then html end, written_at from message_revision where room_id = ?1 and seq = ?2 and version > ?3 order by version";

    private final EntityManager entities;
    private final RenderingService rendering;

    MessageVersions(EntityManager entities, RenderingService rendering) {
        this.entities = entities;
        this.rendering = rendering;
    }

    /**
     * The earlier texts of a message, oldest first; at most {@link #MAX_VERSIONS_PER_MESSAGE} in total.
     *
     * @param after the version of the last text of the previous page; 0 for the first page
     */
    @SuppressWarnings("unchecked")
    KeysetPage<MessageVersion> of(long room, long seq, long after) {
        var budget = ResponseBudget.whole();
        var texts = new ArrayList<MessageVersion>();
        try (Stream<Tuple> rows = entities.createNativeQuery(READ, Tuple.class)
                .setHint(HibernateHints.HINT_FETCH_SIZE, FETCH_SIZE_ROWS)
                .setParameter(1, room)
                .setParameter(2, seq)
                .setParameter(3, after)
                .getResultStream()) {
            for (var each = rows.iterator(); each.hasNext(); ) {
                var row = each.next();
                var html = row.get(2, String.class);
                if (html == null && !budget.hasTimeToRender()) {
                    return page(texts);
                }
                var text = new MessageVersion(
                        row.get(0, Long.class),
                        row.get(1, String.class),
                        html == null ? rendering.rerenderEarlier(row.get(1, String.class)) : html,
                        row.get(3, Instant.class));
                if (!budget.tryAdd(MessageSize.of(text.body(), text.html()))) {
                    return page(texts);
                }
                texts.add(text);
            }
        }
        return new KeysetPage<>(texts, null);
    }

    /** A page that more texts follow. */
    private static KeysetPage<MessageVersion> page(List<MessageVersion> texts) {
        return new KeysetPage<>(
                texts, String.valueOf(texts.get(texts.size() - 1).version()));
    }

    int count(long room, long seq) {
        return ((Number) entities.createNativeQuery(
                                "select count(*) from message_revision where room_id = ?1 and seq = ?2")
                        .setParameter(1, room)
                        .setParameter(2, seq)
                        .getSingleResult())
                .intValue();
    }

    /** Saves the current text of a message before it is changed. */
    void save(Message message) {
        entities.createNativeQuery("""
                insert into message_revision (room_id, seq, version, body, html, html_version, written_at)
                select room_id, seq, version, body, html, html_version, coalesce(edited_at, created_at) from message where room_id = ?1 and seq = ?2""")
                .setParameter(1, message.id().room())
                .setParameter(2, message.id().seq())
                .executeUpdate();
    }

    void removeAll(long room, long seq) {
        entities.createNativeQuery("delete from message_revision where room_id = ?1 and seq = ?2")
                .setParameter(1, room)
                .setParameter(2, seq)
                .executeUpdate();
    }
}

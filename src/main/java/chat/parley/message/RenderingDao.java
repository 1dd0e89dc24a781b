package chat.parley.message;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.IntFunction;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;

import chat.parley.markdown.Markdown;

/**
 * Reads and stores the HTML of messages that an older version of the renderer created. Runs in the transaction of the
 * caller.
 */
@ApplicationScoped
class RenderingDao {

    /** The tables that store texts; the constants have the names of the tables. */
    enum Texts {
        MESSAGE("array_to_string(mentions, ' ')"),
        MESSAGE_REVISION("''");

        private final String mentions;

        Texts(String mentions) {
            this.mentions = mentions;
        }

        private String table() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A text whose HTML is out of date.
     *
     * @param version the version of the message with this text
     * @param mentions the usernames that a message mentions; empty for an earlier text, for which they are not stored
     */
    record Outdated(long room, long seq, long version, String body, List<String> mentions) {}

    /** The HTML of a text as of {@link Markdown#RENDERER_VERSION}. */
    record Rerendered(long room, long seq, long version, String html) {}

    /**
     * The renderer version is a literal, because the planner uses a partial index only for a query with the same
     * condition.
     */
    private static final String CLAIM = """
            select room_id, seq, version, body, %s as mentions from %s where html_version < %d
            order by room_id, seq limit :most for update skip locked""";

    /** Skips messages that were changed or rendered since they were read, and rows that are locked. */
    private static final String STORE = """
            with fresh as (
              select t.room_id, t.seq, t.version, f.html
              from unnest(cast(:rooms as bigint[]), cast(:seqs as bigint[]), cast(:versions as bigint[]), cast(:html as text[]))
                as f(room_id, seq, version, html)
              join %1$s t on t.room_id = f.room_id and t.seq = f.seq and t.version = f.version
              where t.html_version < %2$d for update of t skip locked)
            update %1$s t set html = fresh.html, html_version = %2$d
            from fresh where t.room_id = fresh.room_id and t.seq = fresh.seq and t.version = fresh.version""";

    private final EntityManager entities;

    RenderingDao(EntityManager entities) {
        this.entities = entities;
    }

    /** Reads and locks outdated texts. Other processes skip them until the transaction ends. */
    @SuppressWarnings("unchecked")
    List<Outdated> claim(Texts texts, int maxTexts) {
        List<Tuple> rows = entities.createNativeQuery(
                        CLAIM.formatted(texts.mentions, texts.table(), Markdown.RENDERER_VERSION), Tuple.class)
                .setParameter("most", maxTexts)
                .getResultList();
        return rows.stream()
                .map(row -> new Outdated(
                        row.get(0, Long.class),
                        row.get(1, Long.class),
                        row.get(2, Long.class),
                        row.get(3, String.class),
                        names(row.get(4, String.class))))
                .toList();
    }

    /** Stores HTML. The versions do not change and no event is published, because the text is unchanged. */
    void store(Texts texts, List<Rerendered> rendered) {
        if (!rendered.isEmpty()) {
            entities.createNativeQuery(STORE.formatted(texts.table(), Markdown.RENDERER_VERSION))
                    .setParameter("rooms", column(rendered, Rerendered::room, Long[]::new))
                    .setParameter("seqs", column(rendered, Rerendered::seq, Long[]::new))
                    .setParameter("versions", column(rendered, Rerendered::version, Long[]::new))
                    .setParameter("html", column(rendered, Rerendered::html, String[]::new))
                    .executeUpdate();
        }
    }

    private static List<String> names(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split(" "));
    }

    private static <T> T[] column(List<Rerendered> rendered, Function<Rerendered, T> value, IntFunction<T[]> array) {
        return rendered.stream().map(value).toArray(array);
    }
}

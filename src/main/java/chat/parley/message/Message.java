package chat.parley.message;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;

import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.jpa.HibernateHints;
import org.hibernate.type.SqlTypes;

import chat.parley.account.Account;
import chat.parley.markdown.Markdown;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.panache.common.Page;

/** A message in the log of a room. Entities are for reading; only {@link MessageLog} writes. */
@Entity
@Immutable
public class Message extends PanacheEntityBase {

    /** A room and the place in it. */
    @Embeddable
    public record Place(@Column(name = "room_id") Long room, Long seq) {}

    /** The usual page, and one more, comes at once; of the largest messages these are 2 MB. */
    private static final int FETCH_SIZE_ROWS = 26;

    @EmbeddedId
    public Place place;

    /** The room's version as of the latest change to this message. */
    public long version;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "author_id")
    public Account author;

    @Column(name = "client_id")
    public String clientId;

    public String body;

    /**
     * Its safe rendering; null where an older version of the renderer made it. That is not even loaded, as it may be of any size
     * ({@link RenderingService}).
     */
    @Formula("case when html_version >= " + Markdown.RENDERER_VERSION + " then html end")
    public String html;

    @Column(name = "reply_to")
    public Long replyTo;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "edited_at")
    public Instant editedAt;

    public boolean deleted;

    @JdbcTypeCode(SqlTypes.ARRAY)
    @Column(columnDefinition = "text[]")
    public List<String> mentions;

    /** When somebody pinned it; null while it is not. */
    @Column(name = "pinned_at")
    public Instant pinnedAt;

    /** What an author has already stored under a client id. */
    static Optional<Message> sent(long room, long author, String clientId) {
        return find(
                        "from Message m join fetch m.author where m.place.room = ?1 and m.author.id = ?2 and m.clientId = ?3",
                        room,
                        author,
                        clientId)
                .firstResultOptional();
    }

    static Optional<Message> at(long room, long seq) {
        return find("from Message m join fetch m.author where m.place.room = ?1 and m.place.seq = ?2", room, seq)
                .firstResultOptional();
    }

    /**
     * Those that are pinned, the latest first, from the one on that was pinned before that time.
     *
     * @param seq of those that were pinned at that time, the places below this one
     */
    static Stream<Message> pinned(long room, Instant before, long seq) {
        return rows(find("""
                from Message m join fetch m.author where m.place.room = ?1 and m.pinnedAt is not null
                  and (m.pinnedAt < ?2 or m.pinnedAt = ?2 and m.place.seq < ?3)
                order by m.pinnedAt desc, m.place.seq desc""", room, before, seq));
    }

    static long countPinned(long room) {
        return count("place.room = ?1 and pinnedAt is not null", room);
    }

    /** The messages from place {@code first} to place {@code last}, both included, in order. */
    static Stream<Message> ascending(long room, long first, long last) {
        return rows(find("""
                from Message m join fetch m.author
                where m.place.room = ?1 and m.place.seq between ?2 and ?3 order by m.place.seq""", room, first, last));
    }

    /** The same from the last to the first. */
    static Stream<Message> descending(long room, long first, long last) {
        return rows(find("""
                from Message m join fetch m.author
                where m.place.room = ?1 and m.place.seq between ?2 and ?3 order by m.place.seq desc""", room, first, last));
    }

    /**
     * The place of the first message that was posted at that time or after it; one beyond the end when none was. Found by
     * halving the log, as its times grow with its places: a few reads by the primary key, and no index to keep. Where the
     * clock was once set back it finds one of the places that will do.
     */
    static long firstSince(long room, Instant time) {
        return ((Number) getEntityManager()
                        .createNativeQuery("""
                with recursive search (low, high) as (
                  select 1::bigint, r.seq + 1 from room r where r.id = ?1
                  union all
                  select case when earlier then middle + 1 else low end, case when earlier then high else middle end
                  from (select low, high, (low + high) / 2 as middle, (
                      select m.created_at < ?2 from message m where m.room_id = ?1 and m.seq = (low + high) / 2) as earlier
                    from search where low < high) halved)
                select low from search where low >= high""", Long.class)
                        .setParameter(1, room)
                        .setParameter(2, time.atOffset(ZoneOffset.UTC))
                        .getSingleResult())
                .longValue();
    }

    /** The messages in these places, in any order. */
    static List<Message> at(List<Place> places) {
        return places.isEmpty() ? List.of() : list("from Message m join fetch m.author where m.place in ?1", places);
    }

    /** The messages that changed after {@code version}, in the order of their latest change. */
    static Stream<Message> changedSince(long room, long version, int most) {
        return rows(find(
                        "from Message m join fetch m.author where m.place.room = ?1 and m.version > ?2 order by m.version",
                        room,
                        version)
                .page(Page.ofSize(most)));
    }

    /** Row by row as they are taken, some at a time. To be closed, and read within one transaction. */
    private static Stream<Message> rows(PanacheQuery<Message> query) {
        return query.withHint(HibernateHints.HINT_FETCH_SIZE, FETCH_SIZE_ROWS).stream();
    }
}

package chat.parley.message;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.persistence.Column;
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

/** A message in the log of a room. Entities are for reading; only the classes behind {@link MessageLog} write. */
@Entity
@Immutable
class Message extends PanacheEntityBase {

    /** One page of the default size and one more row. At most 2 MB, for the largest messages. */
    private static final int FETCH_SIZE_ROWS = 26;

    @EmbeddedId
    public MessageId id;

    /** The room's version as of the latest change to this message. */
    public long version;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "author_id")
    public Account author;

    @Column(name = "client_id")
    public String clientId;

    public String body;

    /**
     * The sanitized HTML; null if an older version of the renderer created it. Outdated HTML is not loaded, because
     * its size is not bounded ({@link RenderingService}).
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

    /** Null if the message is not pinned. */
    @Column(name = "pinned_at")
    public Instant pinnedAt;

    /** The message that an author has stored with this client id. */
    static Optional<Message> sent(long room, long author, String clientId) {
        return find(
                        "from Message m join fetch m.author where m.id.room = ?1 and m.author.id = ?2 and m.clientId = ?3",
                        room,
                        author,
                        clientId)
                .firstResultOptional();
    }

    static Optional<Message> at(long room, long seq) {
        return find("from Message m join fetch m.author where m.id.room = ?1 and m.id.seq = ?2", room, seq)
                .firstResultOptional();
    }

    /**
     * The messages pinned before a time, latest first.
     *
     * @param seq of the messages pinned exactly at that time, only those with a smaller place are returned
     */
    static Stream<Message> pinned(long room, Instant before, long seq) {
        return rows(find("""
                from Message m join fetch m.author where m.id.room = ?1 and m.pinnedAt is not null
                  and (m.pinnedAt < ?2 or m.pinnedAt = ?2 and m.id.seq < ?3)
                order by m.pinnedAt desc, m.id.seq desc""", room, before, seq));
    }

    static long countPinned(long room) {
        return count("id.room = ?1 and pinnedAt is not null", room);
    }

    /** The messages from place {@code first} to place {@code last}, both included, in order. */
    static Stream<Message> ascending(long room, long first, long last) {
        return rows(find("""
                from Message m join fetch m.author
                where m.id.room = ?1 and m.id.seq between ?2 and ?3 order by m.id.seq""", room, first, last));
    }

    /** Like {@link #ascending}, in descending order. */
    static Stream<Message> descending(long room, long first, long last) {
        return rows(find("""
                from Message m join fetch m.author
                where m.id.room = ?1 and m.id.seq between ?2 and ?3 order by m.id.seq desc""", room, first, last));
    }

    /**
     * The place of the first message that was posted at that time or later; the place after the last message if there
     * is none. This is a binary search by the primary key, because the times increase with the places, so it needs no
     * index. If the clock was ever set back, it finds one of several possible places.
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
    static List<Message> at(List<MessageId> ids) {
        return ids.isEmpty() ? List.of() : list("from Message m join fetch m.author where m.id in ?1", ids);
    }

    /** The messages that changed after {@code version}, in the order of their latest change. */
    static Stream<Message> changedSince(long room, long version, int maxMessages) {
        return rows(find(
                        "from Message m join fetch m.author where m.id.room = ?1 and m.version > ?2 order by m.version",
                        room,
                        version)
                .page(Page.ofSize(maxMessages)));
    }

    /**
     * Streams rows, which are fetched in groups. The caller closes the stream and reads it within one transaction.
     */
    private static Stream<Message> rows(PanacheQuery<Message> query) {
        return query.withHint(HibernateHints.HINT_FETCH_SIZE, FETCH_SIZE_ROWS).stream();
    }
}

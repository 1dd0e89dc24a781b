package chat.parley.attachment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import org.hibernate.annotations.Immutable;

import chat.parley.attachment.codec.FileType;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;

/**
 * A file of a message, or one that is uploaded and not used yet. Entities are for reading; only {@link AttachmentDao}
 * writes.
 */
@Entity
@Immutable
public class Attachment extends PanacheEntityBase {

    @Id
    public Long id;

    @Column(name = "room_id")
    public long room;

    /** The place of the message that the file belongs to; null until a message attaches it. */
    public Long seq;

    public short position;

    @Column(name = "owner_id")
    public long owner;

    public String name;

    public String type;

    public long size;

    public Integer width;

    public Integer height;

    @Column(name = "thumbnail_type")
    public String thumbnailType;

    @Column(name = "thumbnail_size")
    public Integer thumbnailSize;

    public boolean complete;

    @Column(name = "created_at")
    public Instant createdAt;

    /** The file with this id, if its upload is complete. */
    static Optional<Attachment> findComplete(long id) {
        return find("id = ?1 and complete", id).firstResultOptional();
    }

    /**
     * Returns the files of several messages, grouped by message, in the order of each message.
     *
     * @param rooms the room of each message
     * @param seqs the place of each message, in the order of {@code rooms}
     */
    @SuppressWarnings("unchecked")
    public static List<Attachment> of(Long[] rooms, Long[] seqs) {
        return rooms.length == 0
                ? List.of()
                : getEntityManager()
                        .createNativeQuery("""
                select a.* from unnest(cast(:rooms as bigint[]), cast(:seqs as bigint[])) as p(room, seq)
                join attachment a on a.room_id = p.room and a.seq = p.seq order by a.room_id, a.seq, a.position""", Attachment.class)
                        .setParameter("rooms", rooms)
                        .setParameter("seqs", seqs)
                        .getResultList();
    }

    boolean isDisplayable() {
        return width != null && FileType.isPicture(type);
    }
}

package chat.parley.room.invitation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

import chat.parley.account.Account;
import chat.parley.auth.Token;
import chat.parley.room.Role;
import chat.parley.room.Room;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;

/**
 * An invitation link to a room. It is valid until it expires, is revoked or used up, or until its creator loses the
 * permission to invite.
 */
@Entity
@Table(name = "room_invitation")
class RoomInvitation extends PanacheEntityBase {

    /** Valid invitations. {@code ?1} is the current time, {@code ?2} the role without permission to invite. */
    private static final String VALID = """
            from RoomInvitation i join fetch i.room r join fetch i.createdBy
            where i.expiresAt > ?1 and (i.remainingUses is null or i.remainingUses > 0) and r.archivedAt is null
              and exists (select 1 from Membership m where m.key.room = r.id and m.key.account = i.createdBy.id and m.role <> ?2)
            """;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public Long id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "room_id")
    public Room room;

    @Column(name = "token_hash")
    public byte[] tokenHash;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "created_by")
    public Account createdBy;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "expires_at")
    public Instant expiresAt;

    /** The number of remaining uses; null if unlimited. */
    @Column(name = "remaining_uses")
    public Integer remainingUses;

    /** The valid invitation with this token. */
    static Optional<RoomInvitation> findValid(Token token) {
        return find(VALID + "and i.tokenHash = ?3", Instant.now(), Role.MEMBER, token.hash())
                .firstResultOptional();
    }

    /** The valid invitations of a room, newest first. */
    static List<RoomInvitation> listValid(long room) {
        return list(VALID + "and r.id = ?3 order by i.id desc", Instant.now(), Role.MEMBER, room);
    }
}

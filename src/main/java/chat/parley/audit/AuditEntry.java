package chat.parley.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;

/** An entry of the {@link AuditLog}. */
@Entity
@Table(name = "audit_entry")
public class AuditEntry extends PanacheEntityBase {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public Long id;

    @Column(name = "created_at")
    public Instant createdAt;

    /** {@link AuditAction#id}, perhaps of another version of Parley. */
    public String action;

    /** A username; null if the actor is unknown. */
    public String actor;

    /** {@link AuditTarget.Kind#id}; null without a target. */
    @Column(name = "target_kind")
    public String targetKind;

    @Column(name = "target_id")
    public Long targetId;

    @Column(name = "target_name")
    public String targetName;

    @Column(name = "room_id")
    public Long room;

    /** The seq of the message in the room. */
    @Column(name = "message_seq")
    public Long message;

    /** The network address of the client; null without a request. */
    @Column(name = "client_ip")
    public String clientIp;

    /** As in the log lines of the request; null without a request. */
    @Column(name = "request_id")
    public String requestId;

    @JdbcTypeCode(SqlTypes.JSON)
    public Map<String, String> details;

    /**
     * The newest first.
     *
     * @param account the username of the actor or of the target; empty for all
     * @param action {@link AuditAction#id}; empty for all
     * @param before only those with a smaller id
     */
    static List<AuditEntry> page(String account, String action, long before, int most) {
        return find(
                        "(?1 = '' or actor = ?1 or targetKind = ?2 and targetName = ?1) and (?3 = '' or action = ?3)"
                                + " and id < ?4 order by id desc",
                        account,
                        AuditTarget.Kind.ACCOUNT.id(),
                        action,
                        before)
                .page(0, most)
                .list();
    }

    /** Deletes the oldest entries from before then, at most so many, and returns how many it has deleted. */
    static int deleteOldest(Instant before, int most) {
        return getEntityManager()
                .createNativeQuery("""
                delete from audit_entry where id in (
                  select id from audit_entry where created_at < ? order by created_at limit ?)""")
                .setParameter(1, before)
                .setParameter(2, most)
                .executeUpdate();
    }
}

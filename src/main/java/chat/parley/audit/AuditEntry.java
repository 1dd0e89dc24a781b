package chat.parley.audit;

import java.time.Instant;
import java.util.List;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;

/** An entry of the {@link AuditLog}. */
@Entity
@Table(name = "audit_entry")
public class AuditEntry extends PanacheEntityBase {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public Long id;

    public Instant at;

    /** The username; empty for nobody who is known. */
    public String actor;

    /** {@link AuditAction#id}. */
    public String act;

    /** Whom or what it was done to. */
    public String subject;

    /** Of the network, from which it was asked for; empty for nowhere. */
    public String address;

    /**
     * The newest first.
     *
     * @param actor whose; empty for everyone's
     * @param act which; empty for all
     * @param before only those with a smaller id
     */
    static List<AuditEntry> page(String actor, String act, long before, int most) {
        return find(
                        "(?1 = '' or actor = ?1 or subject = ?1) and (?2 = '' or act = ?2) and id < ?3 order by id desc",
                        actor,
                        act,
                        before)
                .page(0, most)
                .list();
    }

    /** Deletes the oldest that were noted before then, at most so many; says how many. */
    static int deleteOldest(Instant before, int most) {
        return getEntityManager()
                .createNativeQuery("""
                delete from audit_entry where id in (select id from audit_entry where at < ? order by at limit ?)""")
                .setParameter(1, before)
                .setParameter(2, most)
                .executeUpdate();
    }
}

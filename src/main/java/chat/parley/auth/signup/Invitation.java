package chat.parley.auth.signup;

import java.time.Instant;
import java.util.List;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;

import chat.parley.auth.Token;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;

/** A sign-up link. It can be used any number of times until it expires or is revoked. */
@Entity
class Invitation extends PanacheEntityBase {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public Long id;

    @Column(name = "token_hash")
    public byte[] tokenHash;

    /** The username of the administrator. */
    @Column(name = "created_by")
    public String createdBy;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "expires_at")
    public Instant expiresAt;

    static boolean isValid(Token token) {
        return count("tokenHash = ?1 and expiresAt > ?2", token.hash(), Instant.now()) == 1;
    }

    /** The valid invitations, newest first. */
    static List<Invitation> listValid() {
        return list("expiresAt > ?1 order by id desc", Instant.now());
    }
}

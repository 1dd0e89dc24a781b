package chat.parley.auth.signup;

import java.time.Instant;
import java.util.List;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import chat.parley.auth.Token;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;

/**
 * A setup token that a process printed at its start on an empty database. It is stored, so that every process accepts
 * it.
 */
@Entity
@Table(name = "setup_token")
class SetupToken extends PanacheEntityBase {

    /**
     * The newest tokens are valid: more than a server has processes. The bound prevents a server that restarts
     * repeatedly from filling the table.
     */
    static final int MAX_STORED_TOKENS = 20;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public Long id;

    @Column(name = "token_hash")
    public byte[] tokenHash;

    @Column(name = "created_at")
    public Instant createdAt;

    /**
     * Stores a new token and deletes all but the newest {@link #MAX_STORED_TOKENS}.
     *
     * @return the token
     */
    static Token create() {
        var token = Token.random();
        var setupToken = new SetupToken();
        setupToken.tokenHash = token.hash();
        setupToken.createdAt = Instant.now();
        setupToken.persistAndFlush();
        getEntityManager()
                .createNativeQuery("""
                delete from setup_token where id <= (select id from setup_token order by id desc offset ?1 limit 1)""")
                .setParameter(1, MAX_STORED_TOKENS)
                .executeUpdate();
        return token;
    }

    static List<byte[]> hashes() {
        return getEntityManager()
                .createQuery("select tokenHash from SetupToken", byte[].class)
                .getResultList();
    }
}

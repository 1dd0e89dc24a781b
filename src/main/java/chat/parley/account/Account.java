package chat.parley.account;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;

import chat.parley.Refusal;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.security.jpa.Password;
import io.quarkus.security.jpa.PasswordType;
import io.quarkus.security.jpa.Roles;
import io.quarkus.security.jpa.UserDefinition;
import io.quarkus.security.jpa.Username;

/**
 * A person. The name is how others know them and never changes. The platform's JPA security gives it its roles and wants to
 * be told where the hash is, though it never sees a password: it does not know Argon2 ({@link Passwords}).
 */
@Entity
@UserDefinition
public class Account extends PanacheEntityBase {

    public static final String USERNAME = "[A-Za-z0-9][A-Za-z0-9._-]{1,31}";

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public Long id;

    @Username
    public String username;

    @Column(name = "display_name")
    public String displayName;

    public String email;

    /** Whether it was given by who knew the password. Any other is only noted, and no way into the account. */
    @Column(name = "email_trusted")
    public boolean emailTrusted = true;

    /** When it was found to be theirs; null while it is not. */
    @Column(name = "email_verified_at")
    public Instant emailVerifiedAt;

    @Password(PasswordType.MCF)
    @Column(name = "password_hash")
    public String passwordHash;

    /** Comma separated: what the security layer calls roles. */
    @Roles
    public String roles;

    public boolean disabled;

    @Column(name = "created_at")
    public Instant createdAt;

    /** The account of that name, whatever its case; disabled ones are found too. */
    public static Optional<Account> named(String username) {
        return find("username", folded(username)).firstResultOptional();
    }

    /** @throws Refusal with 404 when nobody is called that, or their account is disabled */
    public static Account present(String username) {
        return named(username).filter(account -> !account.disabled).orElseThrow(Account::nobody);
    }

    public static Refusal nobody() {
        return Refusal.notFound("There is nobody of that name.");
    }

    /** Where mail about the account may go; null for nowhere. */
    String mailbox() {
        return emailTrusted ? email : null;
    }

    public List<String> roleNames() {
        return List.of(roles.split(","));
    }

    /** Names are ASCII, so folding them cannot make two of them one. */
    static String folded(String username) {
        return username.toLowerCase(Locale.ROOT);
    }
}

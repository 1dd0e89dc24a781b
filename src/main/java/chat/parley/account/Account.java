package chat.parley.account;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Converter;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;

import chat.parley.i18n.Language;
import chat.parley.problem.ApiException;
import chat.parley.problem.ProblemMessages;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.security.jpa.Password;
import io.quarkus.security.jpa.PasswordType;
import io.quarkus.security.jpa.Roles;
import io.quarkus.security.jpa.UserDefinition;
import io.quarkus.security.jpa.Username;

/**
 * An account. Its username never changes. Quarkus Security JPA maps it to an identity with roles and requires the
 * mapping of a password field, although it never checks passwords: it does not support Argon2.
 */
@Entity
@UserDefinition
public class Account extends PanacheEntityBase {

    public static final String USERNAME = "[A-Za-z0-9][A-Za-z0-9._-]{1,31}";

    /** What mentions everyone in a room. */
    public static final String EVERYONE = "room";
    /** What people may take for a mention of everyone, in the languages of Parley and as other chats call it. Nobody's name. */
    private static final Set<String> RESERVED_USERNAMES = Set.of(
            EVERYONE,
            "all",
            "channel",
            "everybody",
            "everyone",
            "group",
            "here",
            "team",
            "alle",
            "gruppe",
            "hier",
            "jeder",
            "kanal",
            "raum",
            "aqui",
            "canal",
            "grupo",
            "sala",
            "todas",
            "todos",
            "aljamee",
            "aljami",
            "dajia",
            "fangjian",
            "quanti",
            "suoyouren");

    /** What stands in {@link #roles}. */
    public static final String USER = "user";

    public static final String ADMINISTRATOR = "user,admin";

    /** Any number that nothing else in the database locks: the name of Parley, as bytes. */
    private static final long ADMINISTRATORS = 0x7061726c6579L;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public Long id;

    @Username
    public String username;

    @Column(name = "display_name")
    public String displayName;

    /** The name of their picture, another with each picture; null for none. */
    public String avatar;

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

    @Convert(converter = OfLanguage.class)
    public Language language = Language.ENGLISH;

    /** Whether others see that they are here. */
    @Column(name = "show_presence")
    public boolean showPresence = true;

    /** Whether others see that they are writing. */
    @Column(name = "show_typing")
    public boolean showTyping = true;

    @Column(name = "created_at")
    public Instant createdAt;

    /** A language by its tag. */
    @Converter
    public static class OfLanguage implements AttributeConverter<Language, String> {

        @Override
        public String convertToDatabaseColumn(Language language) {
            return language.tag();
        }

        @Override
        public Language convertToEntityAttribute(String tag) {
            return Language.tagged(tag);
        }
    }

    /** The account of that name, whatever its case; disabled ones are found too. */
    public static Optional<Account> named(String username) {
        return find("username", folded(username)).firstResultOptional();
    }

    /** Those of the names, in small letters, that are somebody's. */
    public static List<String> among(Collection<String> usernames) {
        return getEntityManager()
                .createQuery("select username from Account where username in ?1", String.class)
                .setParameter(1, usernames)
                .getResultList();
    }

    /** Whether nobody may be called that, in letters of either case, because it is taken for a mention of everyone. */
    public static boolean isReserved(String username) {
        return RESERVED_USERNAMES.contains(folded(username));
    }

    /** Returns an address as it is stored: without spaces around it, in lower case, null if it is null or blank. */
    public static String storedEmail(String email) {
        return email == null || email.matches(NewAccount.BLANK)
                ? null
                : email.strip().toLowerCase(Locale.ROOT);
    }

    /** @throws ApiException with 404 when nobody is called that, or their account is disabled */
    public static Account present(String username) {
        return named(username).filter(account -> !account.disabled).orElseThrow(Account::nobody);
    }

    /**
     * The same of several, by one query.
     *
     * @throws ApiException with 404 when one of them is not there
     */
    public static List<Account> present(Collection<String> usernames) {
        var names = usernames.stream().map(Account::folded).collect(Collectors.toSet());
        List<Account> found = list("username in ?1 and not disabled", names);
        if (found.size() < names.size()) {
            throw nobody();
        }
        return found;
    }

    public static ApiException nobody() {
        return ApiException.notFound(ProblemMessages::nobodyOfThatName);
    }

    /** Where mail about the account may go; null for nowhere. */
    public String mailbox() {
        return emailTrusted ? email : null;
    }

    /** By name, whose name or address contains that in any case, after a name; also disabled ones. */
    public static List<Account> page(String containing, String after, int most) {
        return find("""
                username > ?1 and (locate(?2, username) > 0 or locate(?2, lower(displayName)) > 0 or locate(?2, email) > 0)
                order by username""", after, containing.toLowerCase(Locale.ROOT))
                .page(0, most)
                .list();
    }

    /** Waits until nobody else changes who administers, and keeps others from it until the transaction ends. */
    public static void holdAdministrators() {
        getEntityManager()
                .createNativeQuery("select 1 from pg_advisory_xact_lock(?1)")
                .setParameter(1, ADMINISTRATORS)
                .getResultList();
    }

    /** Whether there is no account yet. Of several that ask at once in an empty database, one is told so. */
    public static boolean none() {
        if (findAll().firstResultOptional().isPresent()) {
            return false;
        }
        holdAdministrators();
        return findAll().firstResultOptional().isEmpty();
    }

    public boolean admin() {
        return roleNames().contains("admin");
    }

    public List<String> roleNames() {
        return List.of(roles.split(","));
    }

    /** Names are ASCII, so folding them cannot make two of them one. */
    public static String folded(String username) {
        return username.toLowerCase(Locale.ROOT);
    }
}

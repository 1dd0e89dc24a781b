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

    /** 2 to 32 characters. */
    public static final String USERNAME = "[A-Za-z0-9][A-Za-z0-9._-]{1,31}";

    /** The name that mentions everyone in a room. */
    public static final String EVERYONE = "room";
    /**
     * Names that look like a mention of everyone, in the languages of Parley and in other chats. They cannot be
     * usernames.
     */
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

    /** The value of {@link #roles} for an ordinary account. */
    public static final String USER = "user";

    /** The value of {@link #roles} for an administrator. */
    public static final String ADMINISTRATOR = "user,admin";

    /** The key of an advisory lock: the bytes of "parley". */
    private static final long ADMINISTRATORS_LOCK = 0x7061726c6579L;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public Long id;

    @Username
    public String username;

    @Column(name = "display_name")
    public String displayName;

    /** The skeleton of the display name, which is the same for names that look alike; set by {@link AmbiguousNames}. */
    @Column(name = "name_skeleton")
    String nameSkeleton;

    /** Whether the display name looks like that of another account. */
    @Column(name = "ambiguous_name")
    public boolean ambiguousName;

    /** The name of the profile picture, which is new for each picture; null if there is none. */
    public String avatar;

    public String email;

    /**
     * Whether the address was set with the password of the account. Other addresses receive no mail that gives access
     * to the account.
     */
    @Column(name = "email_trusted")
    public boolean emailTrusted = true;

    /** When the address was verified; null if it is not. */
    @Column(name = "email_verified_at")
    public Instant emailVerifiedAt;

    @Password(PasswordType.MCF)
    @Column(name = "password_hash")
    public String passwordHash;

    /** The roles for Quarkus Security, comma-separated. */
    @Roles
    public String roles;

    public boolean disabled;

    @Convert(converter = OfLanguage.class)
    public Language language = Language.ENGLISH;

    /** Whether others see that the account is online. */
    @Column(name = "show_presence")
    public boolean showPresence = true;

    /** Whether others see that the account is typing. */
    @Column(name = "show_typing")
    public boolean showTyping = true;

    @Column(name = "created_at")
    public Instant createdAt;

    /** Stores a language by its tag. */
    @Converter
    static class OfLanguage implements AttributeConverter<Language, String> {

        @Override
        public String convertToDatabaseColumn(Language language) {
            return language.tag();
        }

        @Override
        public Language convertToEntityAttribute(String tag) {
            return Language.tagged(tag);
        }
    }

    /** Finds an account by username, case-insensitive, including disabled accounts. */
    public static Optional<Account> findByUsername(String username) {
        return find("username", folded(username)).firstResultOptional();
    }

    /** Those of the names, in lower case, that are usernames. */
    public static List<String> existingUsernames(Collection<String> usernames) {
        return getEntityManager()
                .createQuery("select username from Account where username in ?1", String.class)
                .setParameter(1, usernames)
                .getResultList();
    }

    /** Whether a username is reserved because it looks like a mention of everyone, case-insensitive. */
    public static boolean isReserved(String username) {
        return RESERVED_USERNAMES.contains(folded(username));
    }

    /** Returns an address as it is stored: without spaces around it, in lower case, null if it is null or blank. */
    public static String storedEmail(String email) {
        return email == null || email.matches(SignUpRequest.BLANK)
                ? null
                : email.strip().toLowerCase(Locale.ROOT);
    }

    /**
     * Finds an enabled account by username.
     *
     * @throws ApiException with 404 if there is none
     */
    public static Account requireEnabled(String username) {
        return findByUsername(username).filter(account -> !account.disabled).orElseThrow(Account::noSuchAccount);
    }

    /**
     * Finds several enabled accounts by username, with one query.
     *
     * @throws ApiException with 404 if one of them does not exist or is disabled
     */
    public static List<Account> requireEnabled(Collection<String> usernames) {
        var names = usernames.stream().map(Account::folded).collect(Collectors.toSet());
        List<Account> found = list("username in ?1 and not disabled", names);
        if (found.size() < names.size()) {
            throw noSuchAccount();
        }
        return found;
    }

    public static ApiException noSuchAccount() {
        return ApiException.notFound(ProblemMessages::nobodyOfThatName);
    }

    /** The address for mail that gives access to the account; null if there is no trusted one. */
    public String mailbox() {
        return emailTrusted ? email : null;
    }

    /**
     * Lists accounts by username, including disabled ones.
     *
     * @param containing a part of the username, display name or address, case-insensitive
     * @param after only later usernames
     */
    public static List<Account> page(String containing, String after, int limit) {
        return find("""
                username > ?1 and (locate(?2, username) > 0 or locate(?2, lower(displayName)) > 0 or locate(?2, email) > 0)
                order by username""", after, containing.toLowerCase(Locale.ROOT))
                .page(0, limit)
                .list();
    }

    /** Locks changes of administrators until the transaction ends. */
    public static void lockAdministrators() {
        getEntityManager()
                .createNativeQuery("select 1 from pg_advisory_xact_lock(?1)")
                .setParameter(1, ADMINISTRATORS_LOCK)
                .getResultList();
    }

    /**
     * Whether there is no account yet. If so, it locks until the transaction ends, so that only one of several
     * concurrent transactions can create the first account.
     */
    public static boolean hasNone() {
        if (findAll().firstResultOptional().isPresent()) {
            return false;
        }
        lockAdministrators();
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

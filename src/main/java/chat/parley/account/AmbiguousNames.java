package chat.parley.account;

import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

import chat.parley.i18n.Confusables;

/**
 * Keeps track of the accounts whose display name looks like that of another account. Their usernames are shown with
 * their messages, so that nobody can pass for somebody else.
 */
@ApplicationScoped
public class AmbiguousNames {

    /** The key of an advisory lock: the bytes of "names". */
    private static final long LOCK = 0x6e616d6573L;

    /** A name that contains a username looks like one that is shown with its username. */
    private static final Pattern WRITTEN_USERNAME = Pattern.compile("[@＠]\\S*");

    private final EntityManager entities;

    AmbiguousNames(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * Lets no other transaction set display names until this one ends. It comes before locks of accounts, as
     * {@link #rename} updates other accounts too.
     */
    @Transactional(TxType.MANDATORY)
    public void lock() {
        entities.createNativeQuery("select 1 from pg_advisory_xact_lock(?1)")
                .setParameter(1, LOCK)
                .getResultList();
    }

    /**
     * Sets the display name of an account and stores the account, and updates those that looked like it or look like it
     * now. Needs the {@link #lock}.
     *
     * @param account new, or read in this transaction
     */
    @Transactional(TxType.MANDATORY)
    public void rename(Account account, String displayName) {
        var before = account.nameSkeleton;
        var skeleton =
                Confusables.skeleton(WRITTEN_USERNAME.matcher(displayName).replaceAll(""));
        account.displayName = displayName;
        account.nameSkeleton = skeleton.isEmpty() ? null : skeleton;
        account.ambiguousName = false;
        entities.persist(account);
        entities.flush();
        Stream.of(before, account.nameSkeleton)
                .filter(Objects::nonNull)
                .distinct()
                .forEach(this::update);
        entities.refresh(account);
    }

    private void update(String skeleton) {
        entities.createNativeQuery("""
                        update account set ambiguous_name = same.several
                        from (select count(*) > 1 as several from account where name_skeleton = ?1) same
                        where name_skeleton = ?1 and ambiguous_name <> same.several""").setParameter(1, skeleton).executeUpdate();
    }
}

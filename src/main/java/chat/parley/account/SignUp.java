package chat.parley.account;

import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.PersistenceException;

import org.hibernate.exception.ConstraintViolationException;

import chat.parley.Refusal;
import io.quarkus.narayana.jta.QuarkusTransaction;

/** Makes accounts, and changes what people may change of their own. */
@ApplicationScoped
public class SignUp {

    private final Passwords passwords;
    private final PasswordStrength strength;
    private final Event<AccountChanged> changed;

    SignUp(Passwords passwords, PasswordStrength strength, Event<AccountChanged> changed) {
        this.passwords = passwords;
        this.strength = strength;
        this.changed = changed;
    }

    /**
     * Makes an account.
     *
     * @param displayName null or blank for the name itself
     * @param email null or blank for none
     * @throws Refusal with 400 for a password that is too easy to guess, 409 when somebody has the name or the address
     */
    public Account signUp(String username, String password, String displayName, String email) {
        strength.check("password", password, username, displayName, email);
        return make(username, password, displayName, email);
    }

    /** Makes an account with a password that nobody has judged, for people who are not real. */
    public Account make(String username, String password, String displayName, String email) {
        var account = new Account();
        account.username = Account.folded(username);
        account.displayName = blank(displayName) ? username : displayName.strip();
        account.email = address(email);
        account.roles = "user";
        account.createdAt = Instant.now();
        account.passwordHash = passwords.hash(password);
        return unique(() -> {
            account.persistAndFlush();
            return account;
        });
    }

    /** Changes what is not null; an empty address takes it away. */
    public Account change(long id, String displayName, String email) {
        return unique(() -> {
            Account account = Account.findById(id);
            account.displayName = displayName == null ? account.displayName : displayName.strip();
            account.email = email == null ? account.email : address(email);
            Account.getEntityManager().flush();
            changed.fire(new AccountChanged(id));
            return account;
        });
    }

    private static Account unique(Callable<Account> change) {
        try {
            return QuarkusTransaction.requiringNew().call(change);
        } catch (PersistenceException taken) {
            if (taken instanceof ConstraintViolationException violated) {
                throw Refusal.conflict(String.valueOf(violated.getConstraintName()).contains("email")
                        ? "Somebody has that address already." : "Somebody has that name already.");
            }
            throw taken;
        }
    }

    private static String address(String email) {
        return blank(email) ? null : email.strip().toLowerCase(Locale.ROOT);
    }

    private static boolean blank(String text) {
        return text == null || text.matches(NewAccount.BLANK);
    }
}

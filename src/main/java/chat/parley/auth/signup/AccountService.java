package chat.parley.auth.signup;

import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

import org.hibernate.exception.ConstraintViolationException;

import chat.parley.account.Account;
import chat.parley.account.AccountChange;
import chat.parley.account.AccountChanged;
import chat.parley.account.AmbiguousNames;
import chat.parley.account.SignUpRequest;
import chat.parley.account.Visibility;
import chat.parley.account.VisibilityChanged;
import chat.parley.audit.AuditAction;
import chat.parley.audit.AuditEvent;
import chat.parley.audit.AuditLog;
import chat.parley.auth.email.AccountMail;
import chat.parley.auth.email.EmailVerification;
import chat.parley.auth.email.MailedLink;
import chat.parley.auth.password.PasswordConfirmation;
import chat.parley.auth.password.PasswordHasher;
import chat.parley.auth.password.PasswordPolicy;
import chat.parley.i18n.Language;
import chat.parley.problem.ApiException;
import chat.parley.problem.ProblemMessages;
import chat.parley.ratelimit.RateLimit;
import chat.parley.ratelimit.RateLimiter;
import io.quarkus.narayana.jta.QuarkusTransaction;

/** Creates accounts, and changes the own account. */
@ApplicationScoped
public class AccountService {

    private final SignUpPolicy signUpPolicy;
    private final SetupTokenService setupTokens;
    private final PasswordHasher passwordHasher;
    private final PasswordPolicy passwordPolicy;
    private final PasswordConfirmation passwordConfirmation;
    private final EmailVerification emailVerification;
    private final AccountMail mail;
    private final AmbiguousNames ambiguousNames;
    private final RateLimiter rateLimiter;
    private final AuditLog audit;
    private final Event<AccountChanged> accountChanged;
    private final Event<VisibilityChanged> visibilityChanged;

    AccountService(
            SignUpPolicy signUpPolicy,
            SetupTokenService setupTokens,
            PasswordHasher passwordHasher,
            PasswordPolicy passwordPolicy,
            PasswordConfirmation passwordConfirmation,
            EmailVerification emailVerification,
            AccountMail mail,
            AmbiguousNames ambiguousNames,
            RateLimiter rateLimiter,
            AuditLog audit,
            Event<AccountChanged> accountChanged,
            Event<VisibilityChanged> visibilityChanged) {
        this.signUpPolicy = signUpPolicy;
        this.setupTokens = setupTokens;
        this.passwordHasher = passwordHasher;
        this.passwordPolicy = passwordPolicy;
        this.passwordConfirmation = passwordConfirmation;
        this.emailVerification = emailVerification;
        this.mail = mail;
        this.ambiguousNames = ambiguousNames;
        this.rateLimiter = rateLimiter;
        this.audit = audit;
        this.accountChanged = accountChanged;
        this.visibilityChanged = visibilityChanged;
    }

    /**
     * Creates an account, and mails a link to verify its address, if it has one. The first account of the server is
     * an administrator and requires the setup token. Blocks while the password is hashed.
     *
     * @param language of pages and mails
     * @throws ApiException with 400 if the password is too weak; 403 if the sign-up is not allowed; 409 if the
     *        username or the address is taken; 429 if too many people sign up at once
     */
    public Account signUp(SignUpRequest newAccount, Language language) {
        signUpPolicy.require(newAccount);
        if (Account.isReserved(newAccount.username())) {
            throw ApiException.conflict(ProblemMessages::reservedUsername);
        }
        var hash = passwordPolicy.checkAndHash(
                "password", newAccount.password(), newAccount.username(), newAccount.displayName(), newAccount.email());
        var account = store(newAccount, hash, language, () -> signUpPolicy.require(newAccount));
        emailVerification.sendLink(account);
        return account;
    }

    /** Creates an account without a check of the password, for demo data. */
    public Account createUnchecked(String username, String password, String displayName, String email) {
        return store(
                new SignUpRequest(username, password, displayName, email, null, null),
                passwordHasher.hash(password),
                Language.ENGLISH,
                () -> {});
    }

    /**
     * @param recheck checks again, within the transaction, whether the sign-up is allowed, because another account may
     *        have been created since
     */
    private Account store(SignUpRequest newAccount, String passwordHash, Language language, Runnable recheck) {
        var account = new Account();
        account.username = Account.folded(newAccount.username());
        account.email = Account.storedEmail(newAccount.email());
        account.language = language;
        account.createdAt = Instant.now();
        account.passwordHash = passwordHash;
        return inTransaction(() -> {
            ambiguousNames.lock();
            var first = Account.hasNone();
            account.roles = first ? Account.ADMINISTRATOR : Account.USER;
            recheck.run();
            ambiguousNames.rename(
                    account,
                    isBlank(newAccount.displayName())
                            ? newAccount.username()
                            : newAccount.displayName().strip());
            if (first) {
                setupTokens.deleteAll();
            }
            audit.record(account.username, AuditEvent.of(AuditAction.SIGNED_UP));
            return account;
        });
    }

    /** Reads an account. */
    @Transactional(TxType.REQUIRES_NEW)
    public Account find(long id) {
        return Account.findById(id);
    }

    /**
     * Applies the changes that are not null; an empty address removes it. With the password, a link is mailed to the
     * new address, also if it is unchanged, and the old address is notified.
     *
     * @throws ApiException with 400 if the password is wrong, or missing to replace a verified address; 409 if the
     *        address is taken; 429 after too many changes
     */
    public Account update(long id, AccountChange change) {
        rateLimiter.acquire(RateLimit.CHANGE_PROFILE, id);
        var before = find(id);
        if (change.email() == null) {
            return inTransaction(() -> apply(before, change));
        }
        rateLimiter.acquire(RateLimit.ADDRESS_MAIL, id);
        if (change.password() != null || replacesVerifiedEmail(before, change)) {
            passwordConfirmation.require(before, "password", change.password());
        }
        var after = inTransaction(() -> apply(before, change));
        if (!Objects.equals(before.email, after.email)) {
            mail.notifyAddressChanged(after, before.mailbox());
        }
        emailVerification.sendLink(after);
        return after;
    }

    private Account apply(Account before, AccountChange change) {
        var isRenamed =
                change.displayName() != null && !change.displayName().strip().equals(before.displayName);
        if (isRenamed) {
            ambiguousNames.lock();
        }
        Account account = Account.findById(before.id, LockModeType.PESSIMISTIC_WRITE);
        if (isRenamed) {
            ambiguousNames.rename(account, change.displayName().strip());
        }
        account.language = change.language() == null ? account.language : change.language();
        if (change.showPresence() != null || change.showTyping() != null) {
            updateVisibility(account, change);
        }
        if (change.email() != null) {
            updateEmail(account, Account.storedEmail(change.email()), change.password() != null);
        }
        Account.getEntityManager().flush();
        accountChanged.fire(new AccountChanged(account.id));
        return account;
    }

    private void updateVisibility(Account account, AccountChange change) {
        account.showPresence = change.showPresence() == null ? account.showPresence : change.showPresence();
        account.showTyping = change.showTyping() == null ? account.showTyping : change.showTyping();
        visibilityChanged.fire(
                new VisibilityChanged(account.id, new Visibility(account.showPresence, account.showTyping)));
    }

    /** @param trusted whether the address was set with the password */
    private void updateEmail(Account account, String address, boolean trusted) {
        if (Objects.equals(address, account.email)) {
            account.emailTrusted |= trusted;
            return;
        }
        if (account.emailVerifiedAt != null && !trusted) {
            throw ApiException.badInput("password", ProblemMessages::missing);
        }
        account.email = address;
        account.emailTrusted = trusted;
        account.emailVerifiedAt = null;
        MailedLink.delete("account", account.id);
        audit.record(account.username, AuditEvent.of(AuditAction.ADDRESS_CHANGED));
    }

    /**
     * Whether a change requires the password: a verified address can reset it, so changing the address is as good as
     * changing the password.
     */
    private static boolean replacesVerifiedEmail(Account account, AccountChange change) {
        return account.emailVerifiedAt != null && !account.email.equals(Account.storedEmail(change.email()));
    }

    private static Account inTransaction(Callable<Account> change) {
        try {
            // Not @Transactional: a constraint may fail at the commit, and this reports it.
            return QuarkusTransaction.requiringNew().call(change);
        } catch (PersistenceException failure) {
            if (failure instanceof ConstraintViolationException violated) {
                throw ApiException.conflict(
                        String.valueOf(violated.getConstraintName()).contains("email")
                                ? ProblemMessages::emailTaken
                                : ProblemMessages::usernameTaken);
            }
            throw failure;
        }
    }

    private static boolean isBlank(String text) {
        return text == null || text.matches(SignUpRequest.BLANK);
    }
}

package chat.parley.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;

import chat.parley.account.Account;
import chat.parley.account.AccountChanged;
import chat.parley.account.AccountView;
import chat.parley.audit.AuditAction;
import chat.parley.audit.AuditEvent;
import chat.parley.audit.AuditLog;
import chat.parley.audit.AuditTarget;
import chat.parley.auth.SessionService;
import chat.parley.auth.email.MailedLink;
import chat.parley.auth.email.PasswordResetService;
import chat.parley.http.KeysetPage;
import chat.parley.problem.ApiException;
import chat.parley.problem.ProblemMessages;

/**
 * Administration of accounts. Every action is written to the audit log, and the last administrator cannot be removed.
 */
@ApplicationScoped
@Transactional
public class AdministrationService {

    private final SessionService sessionService;
    private final PasswordResetService passwordResets;
    private final AuditLog audit;
    private final Event<AccountChanged> changed;

    AdministrationService(
            SessionService sessionService,
            PasswordResetService passwordResets,
            AuditLog audit,
            Event<AccountChanged> changed) {
        this.sessionService = sessionService;
        this.passwordResets = passwordResets;
        this.audit = audit;
        this.changed = changed;
    }

    /**
     * Lists accounts by username, including disabled ones.
     *
     * @param containing a part of a name or an address, case-insensitive; empty for all
     * @param after the last username of the previous page; empty for the first page
     */
    public KeysetPage<AccountView> page(String containing, String after, int limit) {
        return KeysetPage.of(
                        Account.page(containing, Account.folded(after), limit + 1), limit, account -> account.username)
                .map(AccountView::of);
    }

    /**
     * Returns one account.
     *
     * @throws ApiException with 404 if it does not exist
     */
    AccountView find(String username) {
        return Account.findByUsername(username).map(AccountView::of).orElseThrow(Account::noSuchAccount);
    }

    /**
     * Disables an account and revokes its sessions and tokens. Nobody can sign in to it until it is enabled.
     *
     * @param by the username of the administrator
     * @throws ApiException with 404 if the account does not exist; 409 for the own account; 403 if the caller is no
     *        longer an administrator
     */
    public AccountView disable(String by, String username) {
        var account = lockOther(by, username);
        if (!account.disabled) {
            account.disabled = true;
            sessionService.revokeAll(account.id);
            MailedLink.delete("account", account.id);
            recordChange(by, AuditAction.DISABLED, account);
        }
        return AccountView.of(account);
    }

    /** Enables an account. Parameters and errors as for {@link #disable}. */
    public AccountView enable(String by, String username) {
        var account = lockOther(by, username);
        if (account.disabled) {
            account.disabled = false;
            recordChange(by, AuditAction.ENABLED, account);
        }
        return AccountView.of(account);
    }

    /** Makes an account an administrator. Parameters and errors as for {@link #disable}. */
    public AccountView makeAdministrator(String by, String username) {
        var account = lockOther(by, username);
        if (!account.admin()) {
            account.roles = Account.ADMINISTRATOR;
            recordChange(by, AuditAction.MADE_ADMINISTRATOR, account);
        }
        return AccountView.of(account);
    }

    /** Makes an administrator an ordinary account. Parameters and errors as for {@link #disable}. */
    public AccountView makeUser(String by, String username) {
        var account = lockOther(by, username);
        if (account.admin()) {
            account.roles = Account.USER;
            recordChange(by, AuditAction.MADE_USER, account);
        }
        return AccountView.of(account);
    }

    /**
     * Revokes all sessions and tokens of an account.
     *
     * @throws ApiException with 404 if the account does not exist
     */
    public void signOut(String by, String username) {
        var account = lock(username);
        sessionService.revokeAll(account.id);
        audit.record(by, event(AuditAction.SIGNED_OUT, account));
    }

    /**
     * Sends a mail to reset the password.
     *
     * @throws ApiException with 404 if the account does not exist; 409 if it has no address or the server sends no
     *        mail
     */
    public void sendReset(String by, String username) {
        var account = lock(username);
        passwordResets.sendLink(account);
        audit.record(by, event(AuditAction.RESET_SENT, account));
    }

    /**
     * Locks the administrators and another account, so that two administrators who demote each other do not both
     * succeed.
     */
    private static Account lockOther(String by, String username) {
        Account.lockAdministrators();
        if (Account.folded(username).equals(by)) {
            throw ApiException.conflict(ProblemMessages::notOwnAccount);
        }
        if (!Account.findByUsername(by)
                .filter(account -> account.admin() && !account.disabled)
                .isPresent()) {
            throw ApiException.forbidden(ProblemMessages::noLongerAdministrator);
        }
        return lock(username);
    }

    private static Account lock(String username) {
        var account = Account.findByUsername(username).orElseThrow(Account::noSuchAccount);
        Account.getEntityManager().refresh(account, LockModeType.PESSIMISTIC_WRITE);
        return account;
    }

    private void recordChange(String by, AuditAction action, Account account) {
        audit.record(by, event(action, account));
        changed.fire(new AccountChanged(account.id));
    }

    private static AuditEvent event(AuditAction action, Account account) {
        return AuditEvent.of(action, AuditTarget.account(account.id, account.username));
    }
}

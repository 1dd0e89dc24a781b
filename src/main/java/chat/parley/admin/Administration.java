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
import chat.parley.auth.email.PasswordResets;
import chat.parley.http.KeysetPage;
import chat.parley.problem.ApiException;
import chat.parley.problem.ProblemMessages;

/**
 * Administration of accounts. Every action is written to the audit log, and the last administrator cannot be removed.
 */
@ApplicationScoped
@Transactional
public class Administration {

    private final SessionService sessionService;
    private final PasswordResets resets;
    private final AuditLog audit;
    private final Event<AccountChanged> changed;

    Administration(
            SessionService sessionService, PasswordResets resets, AuditLog audit, Event<AccountChanged> changed) {
        this.sessionService = sessionService;
        this.resets = resets;
        this.audit = audit;
        this.changed = changed;
    }

    /**
     * A page of accounts by name, also of those that are disabled.
     *
     * @param containing a part of a name or an address, in any case; empty for all
     * @param after the last name of the page before; empty for the first page
     */
    public KeysetPage<AccountView> page(String containing, String after, int limit) {
        return KeysetPage.of(
                        Account.page(containing, Account.folded(after), limit + 1), limit, account -> account.username)
                .map(AccountView::of);
    }

    /** @throws ApiException with 404 when nobody is called that */
    public AccountView one(String username) {
        return Account.named(username).map(AccountView::of).orElseThrow(Account::nobody);
    }

    /** Ends all sessions of the account, which nobody can sign in to until it is enabled again. */
    public AccountView disable(String by, String username) {
        var account = other(by, username);
        if (!account.disabled) {
            account.disabled = true;
            sessionService.endAll(account.id);
            MailedLink.delete("account", account.id);
            done(by, AuditAction.DISABLED, account);
        }
        return AccountView.of(account);
    }

    public AccountView enable(String by, String username) {
        var account = other(by, username);
        if (account.disabled) {
            account.disabled = false;
            done(by, AuditAction.ENABLED, account);
        }
        return AccountView.of(account);
    }

    public AccountView makeAdministrator(String by, String username) {
        var account = other(by, username);
        if (!account.admin()) {
            account.roles = Account.ADMINISTRATOR;
            done(by, AuditAction.MADE_ADMINISTRATOR, account);
        }
        return AccountView.of(account);
    }

    public AccountView makeUser(String by, String username) {
        var account = other(by, username);
        if (account.admin()) {
            account.roles = Account.USER;
            done(by, AuditAction.MADE_USER, account);
        }
        return AccountView.of(account);
    }

    /** Also its programs. */
    public void signOut(String by, String username) {
        var account = held(username);
        sessionService.endAll(account.id);
        audit.record(by, event(AuditAction.SIGNED_OUT, account));
    }

    /** @throws ApiException with 409 when there is no address to mail it to */
    public void sendReset(String by, String username) {
        var account = held(username);
        resets.send(account);
        audit.record(by, event(AuditAction.RESET_SENT, account));
    }

    /** Somebody else, and still so while another administrator does the same to this one. */
    private static Account other(String by, String username) {
        Account.holdAdministrators();
        if (Account.folded(username).equals(by)) {
            throw ApiException.conflict(ProblemMessages::notToThemselves);
        }
        if (!Account.named(by)
                .filter(account -> account.admin() && !account.disabled)
                .isPresent()) {
            throw ApiException.forbidden(ProblemMessages::administratorNoMore);
        }
        return held(username);
    }

    private static Account held(String username) {
        var found = Account.named(username).orElseThrow(Account::nobody);
        Account.getEntityManager().refresh(found, LockModeType.PESSIMISTIC_WRITE);
        return found;
    }

    private void done(String by, AuditAction act, Account account) {
        audit.record(by, event(act, account));
        changed.fire(new AccountChanged(account.id));
    }

    private static AuditEvent event(AuditAction action, Account account) {
        return AuditEvent.of(action, AuditTarget.account(account.id, account.username));
    }
}

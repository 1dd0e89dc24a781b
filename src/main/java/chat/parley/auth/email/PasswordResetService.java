package chat.parley.auth.email;

import java.time.Instant;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import chat.parley.account.Account;
import chat.parley.account.SignUpRequest;
import chat.parley.audit.AuditAction;
import chat.parley.audit.AuditEvent;
import chat.parley.audit.AuditLog;
import chat.parley.auth.SessionService;
import chat.parley.auth.Token;
import chat.parley.auth.email.MailedLink.Purpose;
import chat.parley.auth.password.PasswordPolicy;
import chat.parley.database.SkipWhileDatabaseIsDown;
import chat.parley.problem.ApiException;
import chat.parley.problem.PlainText;
import chat.parley.problem.ProblemMessages;
import chat.parley.ratelimit.RateLimit;
import chat.parley.ratelimit.RateLimiter;
import io.quarkus.mailer.MailTemplate.MailTemplateInstance;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;

/** Resets forgotten passwords with a link to the verified address. */
@ApplicationScoped
public class PasswordResetService {

    /** A request for a reset link. */
    public record PasswordResetRequest(
            @PlainText
            @NotBlank(message = "{missing}")
            @Size(max = SignUpRequest.EMAIL_MAX, message = "{charactersAtMost}") //
            @Email(message = "{notAddress}") //
            String email) {}

    /** A request to set the new password. */
    public record NewPassword(
            @NotNull(message = "{missing}") //
            @Size(min = SignUpRequest.PASSWORD_MIN, max = SignUpRequest.PASSWORD_MAX, message = "{characters}") //
            String password) {}

    private final AccountMail mail;
    private final PasswordPolicy passwordPolicy;
    private final SessionService sessionService;
    private final RateLimiter rateLimiter;
    private final AuditLog audit;

    PasswordResetService(
            AccountMail mail,
            PasswordPolicy passwordPolicy,
            SessionService sessionService,
            RateLimiter rateLimiter,
            AuditLog audit) {
        this.mail = mail;
        this.passwordPolicy = passwordPolicy;
        this.sessionService = sessionService;
        this.rateLimiter = rateLimiter;
        this.audit = audit;
    }

    /**
     * Mails a reset link to an address. Response and timing do not depend on whether an account has it.
     *
     * @param from the network of the client, for the rate limit
     * @throws ApiException with 429 after too many requests, with 503 if too many mails are queued
     */
    public void requestReset(String email, String from) {
        var address = Account.storedEmail(email);
        rateLimiter.acquire(RateLimit.PASSWORD_RESET, from);
        rateLimiter.acquire(RateLimit.RESET_MAIL, address);
        // Not @Transactional: the link is created on the thread that sends mail.
        mail.queue(() -> QuarkusTransaction.requiringNew().call(() -> createMail(address)));
    }

    /**
     * Mails a reset link on behalf of an administrator.
     *
     * @throws ApiException with 409 if the account has no trusted address or the server sends no mail
     */
    public void sendLink(Account account) {
        if (!mail.isConfigured() || account.mailbox() == null || account.disabled) {
            throw ApiException.conflict(ProblemMessages::emailNotPossible);
        }
        // Not @Transactional: the link is created on the thread that sends mail.
        mail.queue(() -> QuarkusTransaction.requiringNew().call(() -> createMail(account.email)));
    }

    /** Whether the link of a token is valid now. */
    @Transactional
    public boolean isValid(String token) {
        return MailedLink.findAccount(Purpose.RESET, new Token(token)).isPresent();
    }

    /**
     * Sets the password and revokes all sessions of the account. Does not sign in. A rejected password does not use
     * up the link. Blocks while the password is hashed.
     *
     * @throws ApiException with 410 if the link is not valid; 400 if the password is too weak; 429 after too many
     *        attempts
     */
    public void resetPassword(String text, String password) {
        var token = new Token(text);
        // Not @Transactional: a password is hashed without holding a connection.
        var account = QuarkusTransaction.requiringNew()
                .call(() -> MailedLink.findAccount(Purpose.RESET, token))
                .orElseThrow(MailedLink::notValid);
        rateLimiter.acquire(RateLimit.NEW_PASSWORD, account.id);
        var hash =
                passwordPolicy.checkAndHash("password", password, account.username, account.displayName, account.email);
        // Not @Transactional: it ends before the mail is queued.
        QuarkusTransaction.requiringNew().run(() -> setPassword(hash, MailedLink.consume(Purpose.RESET, token)));
        mail.notifyPasswordChanged(account);
    }

    /** Marks the address as verified, because using the link proves access to its mailbox. */
    private void setPassword(String hash, Account account) {
        account.passwordHash = hash;
        account.emailVerifiedAt = account.emailVerifiedAt == null ? Instant.now() : account.emailVerifiedAt;
        MailedLink.delete("account", account.id);
        sessionService.revokeAll(account.id);
        audit.record(account.username, AuditEvent.of(AuditAction.PASSWORD_RESET));
    }

    private Optional<MailTemplateInstance> createMail(String address) {
        return Account.<Account>find("email = ?1 and emailTrusted and not disabled", address)
                .firstResultOptional()
                .map(account -> mail.passwordResetMail(account, MailedLink.create(Purpose.RESET, account)));
    }

    @Scheduled(every = "10m", skipExecutionIf = SkipWhileDatabaseIsDown.class)
    @Transactional
    void deleteExpired() {
        MailedLink.delete("expiresAt <= ?1", Instant.now());
    }
}

package chat.parley.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import chat.parley.account.Account;
import chat.parley.database.SkipWhileDatabaseIsDown;
import chat.parley.http.KeysetPage;
import io.quarkus.arc.Arc;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;

/**
 * Records who did what, when, and from which address. An entry within a transaction is stored only if that commits.
 * Entries contain no passwords, tokens or messages, and no usernames that do not exist, because people type passwords
 * into the wrong field.
 */
@ApplicationScoped
@Transactional
public class AuditLog {

    private static final int MAX_DELETED_AT_ONCE = 5_000;

    private final CurrentVertxRequest request;
    private final Duration kept;

    AuditLog(CurrentVertxRequest request, @ConfigProperty(name = "parley.audit.kept") Duration kept) {
        this.request = request;
        this.kept = kept;
    }

    /**
     * Notes something.
     *
     * @param actor the username; empty for nobody who is known
     * @param subject whom or what it was done to; may be empty
     */
    public void note(String actor, AuditAction act, String subject) {
        var entry = new AuditEntry();
        entry.at = Instant.now();
        entry.actor = actor;
        entry.act = act.id();
        entry.subject = subject;
        entry.address = address();
        entry.persist();
    }

    /** @param actor the account's id */
    public void note(long actor, AuditAction act, String subject) {
        note(
                Account.<Account>findByIdOptional(actor)
                        .map(account -> account.username)
                        .orElse(""),
                act,
                subject);
    }

    /**
     * The newest first.
     *
     * @param who a username, of who did it or to whom it was done; empty for all
     * @param act {@link AuditAction#id}; empty for all
     * @param before {@code next} of the page before; the largest there is for the first page
     */
    public KeysetPage<AuditEntryView> page(String who, String act, long before, int limit) {
        return KeysetPage.of(AuditEntry.page(who, act, before, limit + 1), limit, entry -> String.valueOf(entry.id))
                .map(entry ->
                        new AuditEntryView(entry.id, entry.at, entry.actor, entry.act, entry.subject, entry.address));
    }

    /** A part at a time, each in a transaction of its own: after {@code parley.audit.kept} was lowered there may be very many. */
    @Scheduled(every = "1h", skipExecutionIf = SkipWhileDatabaseIsDown.class)
    @Transactional(TxType.NOT_SUPPORTED)
    void forgetOld() {
        var before = Instant.now().minus(kept);
        while (QuarkusTransaction.requiringNew().call(() -> AuditEntry.deleteOldest(before, MAX_DELETED_AT_ONCE))
                == MAX_DELETED_AT_ONCE) {
            // The next part.
        }
    }

    private String address() {
        if (!Arc.container().requestContext().isActive()) {
            return "";
        }
        return Optional.ofNullable(request.getCurrent())
                .map(RoutingContext::request)
                .map(asked -> asked.remoteAddress())
                .map(SocketAddress::host)
                .orElse("");
    }
}

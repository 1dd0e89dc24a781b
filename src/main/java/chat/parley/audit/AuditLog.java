package chat.parley.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

import chat.parley.account.Account;
import chat.parley.database.SkipWhileDatabaseIsDown;
import chat.parley.http.KeysetPage;
import chat.parley.telemetry.RequestId;
import io.quarkus.arc.Arc;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
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
    private final Duration retention;

    AuditLog(CurrentVertxRequest request, AuditConfig config) {
        this.request = request;
        this.retention = config.retention();
    }

    /**
     * Stores an entry.
     *
     * @param actor the username; null if the actor is unknown
     */
    public void record(String actor, AuditEvent event) {
        var context = request();
        var entry = new AuditEntry();
        entry.createdAt = Instant.now();
        entry.action = event.action().id();
        entry.actor = actor;
        if (event.target() != null) {
            entry.targetKind = event.target().kind().id();
            entry.targetId = event.target().id();
            entry.targetName = event.target().name();
        }
        entry.room = event.room();
        entry.message = event.message();
        entry.clientIp = context.map(RoutingContext::request)
                .map(HttpServerRequest::remoteAddress)
                .map(SocketAddress::host)
                .orElse(null);
        entry.requestId = context.flatMap(RequestId::of).orElse(null);
        entry.details = event.details();
        entry.persist();
    }

    /** @param actor the account's id */
    public void record(long actor, AuditEvent event) {
        record(
                Account.<Account>findByIdOptional(actor)
                        .map(account -> account.username)
                        .orElse(null),
                event);
    }

    /**
     * The newest first.
     *
     * @param account the username of the actor or of the target; empty for all
     * @param action {@link AuditAction#id}; empty for all
     * @param before {@code next} of the page before; the largest there is for the first page
     */
    public KeysetPage<AuditEntry> page(String account, String action, long before, int limit) {
        return KeysetPage.of(
                AuditEntry.page(account, action, before, limit + 1), limit, entry -> String.valueOf(entry.id));
    }

    /** A part at a time, each in a separate transaction: after {@code parley.audit.retention} was lowered there may be very many. */
    @Scheduled(every = "1h", skipExecutionIf = SkipWhileDatabaseIsDown.class)
    @Transactional(TxType.NOT_SUPPORTED)
    void forgetOld() {
        var before = Instant.now().minus(retention);
        // Not @Transactional: each part is a separate transaction.
        while (QuarkusTransaction.requiringNew().call(() -> AuditEntry.deleteOldest(before, MAX_DELETED_AT_ONCE))
                == MAX_DELETED_AT_ONCE) {
            // The next part.
        }
    }

    private Optional<RoutingContext> request() {
        return Arc.container().requestContext().isActive()
                ? Optional.ofNullable(request.getCurrent())
                : Optional.empty();
    }
}

package chat.parley.auth;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;

import chat.parley.account.AccountChanged;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.identity.SecurityIdentity;

/**
 * Caches the identity of a token, so that a busy page does not query the database for each request. Changes in this
 * process invalidate it at once; changes in others apply within a second, and sooner if the session has a socket.
 */
@ApplicationScoped
@RegisterForReflection(classNames = {SessionCache.CAFFEINES_CACHE, SessionCache.CAFFEINES_ENTRY})
class SessionCache {

    /** Also how long a session that another process has ended can still be used here. */
    private static final Duration SESSION_TTL = Duration.ofSeconds(1);
    /** One is about 1 KB. */
    private static final int MAX_SESSIONS = 10_000;

    /** Caffeine makes both by name, which a native image must be told of. */
    static final String CAFFEINES_CACHE = "com.github.benmanes.caffeine.cache.SSMSW";

    static final String CAFFEINES_ENTRY = "com.github.benmanes.caffeine.cache.PSWMS";

    private final Cache<Token, SecurityIdentity> known = Caffeine.newBuilder()
            .maximumSize(MAX_SESSIONS)
            .expireAfterWrite(SESSION_TTL)
            .build();
    /** How often something was forgotten: what was read before that must not be kept after it. */
    private final AtomicLong forgotten = new AtomicLong();

    Optional<SecurityIdentity> find(Token token) {
        return Optional.ofNullable(known.getIfPresent(token));
    }

    /** To be asked before the database is. */
    long now() {
        return forgotten.get();
    }

    /** @param asOf {@link #now} before it was read */
    void keep(Token token, SecurityIdentity identity, long asOf) {
        known.put(token, identity);
        if (asOf != forgotten.get()) {
            known.invalidate(token);
        }
    }

    void ended(@Observes(during = TransactionPhase.AFTER_SUCCESS) SessionEnded ended) {
        forgetAll();
    }

    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) AccountChanged changed) {
        forgetAll();
    }

    /** All of them, as it is rare and they are soon read again. */
    private void forgetAll() {
        forgotten.incrementAndGet();
        known.invalidateAll();
    }
}

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
@RegisterForReflection(classNames = {SessionCache.CAFFEINE_CACHE_CLASS, SessionCache.CAFFEINE_ENTRY_CLASS})
class SessionCache {

    /** A session that another process revoked can be used in this process for this time. */
    private static final Duration SESSION_TTL = Duration.ofSeconds(1);
    /** An entry takes about 1 KB. */
    private static final int MAX_SESSIONS = 10_000;

    /** Caffeine loads both classes by name, so they must be registered for the native image. */
    static final String CAFFEINE_CACHE_CLASS = "com.github.benmanes.caffeine.cache.SSMSW";

    static final String CAFFEINE_ENTRY_CLASS = "com.github.benmanes.caffeine.cache.PSWMS";

    private final Cache<Token, SecurityIdentity> identities = Caffeine.newBuilder()
            .maximumSize(MAX_SESSIONS)
            .expireAfterWrite(SESSION_TTL)
            .build();
    /** The number of invalidations. An identity that was read before an invalidation must not be cached after it. */
    private final AtomicLong generation = new AtomicLong();

    Optional<SecurityIdentity> find(Token token) {
        return Optional.ofNullable(identities.getIfPresent(token));
    }

    /** The current generation. Read it before the database. */
    long generation() {
        return generation.get();
    }

    /**
     * Caches an identity.
     *
     * @param asOf {@link #generation} before the identity was read
     */
    void put(Token token, SecurityIdentity identity, long asOf) {
        identities.put(token, identity);
        if (asOf != generation.get()) {
            identities.invalidate(token);
        }
    }

    void onSessionEnded(@Observes(during = TransactionPhase.AFTER_SUCCESS) SessionEnded ended) {
        invalidateAll();
    }

    void onAccountChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) AccountChanged changed) {
        invalidateAll();
    }

    /** Invalidates all entries, because changes are rare and entries are cheap to read. */
    private void invalidateAll() {
        generation.incrementAndGet();
        identities.invalidateAll();
    }
}

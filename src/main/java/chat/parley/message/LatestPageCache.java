package chat.parley.message;

import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;

import chat.parley.account.AccountChanged;
import chat.parley.message.MessageHistory.Page;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Caches the latest page of the most-read rooms. An entry is valid only for the version of the room that it was read
 * at, so it needs no invalidation: the caller has just read the current version together with the permission to see the
 * room.
 */
@ApplicationScoped
@RegisterForReflection(classNames = {LatestPageCache.CAFFEINE_CACHE_CLASS, LatestPageCache.CAFFEINE_ENTRY_CLASS})
class LatestPageCache {

    /**
     * Names and pictures of authors are not part of the version. A change by another process is visible after this
     * time at the latest.
     */
    private static final Duration PAGE_TTL = Duration.ofSeconds(5);
    /** Bytes of all cached pages: about 1,000 ordinary pages, or 60 of the largest. */
    private static final long MAX_CACHED_BYTES = 16_000_000;

    /** Caffeine loads both classes by name, so they must be registered for the native image. */
    static final String CAFFEINE_CACHE_CLASS = "com.github.benmanes.caffeine.cache.SSMWW";

    static final String CAFFEINE_ENTRY_CLASS = "com.github.benmanes.caffeine.cache.PSWMW";

    private record CachedPage(long version, Page page) {}

    private final Cache<Long, CachedPage> pages = Caffeine.newBuilder()
            .expireAfterWrite(PAGE_TTL)
            .maximumWeight(MAX_CACHED_BYTES)
            .weigher((Long room, CachedPage cached) -> bytes(cached.page()))
            .build();

    /** The latest page of the room, if it was cached for this version. It may contain newer messages. */
    Optional<Page> find(long room, long version) {
        return Optional.ofNullable(pages.getIfPresent(room))
                .filter(cached -> cached.version() == version)
                .map(CachedPage::page);
    }

    /**
     * Caches a page.
     *
     * @param version the version of the room, read before the page
     */
    void keep(long room, long version, Page page) {
        pages.put(room, new CachedPage(version, page));
    }

    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) AccountChanged changed) {
        pages.invalidateAll();
    }

    private static int bytes(Page page) {
        return Math.toIntExact(page.items().stream().mapToLong(MessageSize::of).sum());
    }
}

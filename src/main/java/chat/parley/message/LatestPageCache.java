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
@RegisterForReflection(classNames = {LatestPageCache.CAFFEINES_CACHE, LatestPageCache.CAFFEINES_ENTRY})
class LatestPageCache {

    /** Authors' names and pictures are no part of the version: one that another process has changed shows after this long at the latest. */
    private static final Duration PAGE_TTL = Duration.ofSeconds(5);
    /** Bytes of all the pages together: some 1,000 usual pages, or 60 of the largest. */
    private static final long MAX_CACHED_BYTES = 16_000_000;

    /** Caffeine makes both by name, which a native image must be told of. */
    static final String CAFFEINES_CACHE = "com.github.benmanes.caffeine.cache.SSMWW";

    static final String CAFFEINES_ENTRY = "com.github.benmanes.caffeine.cache.PSWMW";

    private record Read(long version, Page page) {}

    private final Cache<Long, Read> pages = Caffeine.newBuilder()
            .expireAfterWrite(PAGE_TTL)
            .maximumWeight(MAX_CACHED_BYTES)
            .weigher((Long room, Read read) -> bytes(read.page()))
            .build();

    /** The room's newest page, if it was read when the room was at this version. It may hold what came after that. */
    Optional<Page> find(long room, long version) {
        return Optional.ofNullable(pages.getIfPresent(room))
                .filter(read -> read.version() == version)
                .map(Read::page);
    }

    /** @param version the room's, read before the page was */
    void keep(long room, long version, Page page) {
        pages.put(room, new Read(version, page));
    }

    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) AccountChanged changed) {
        pages.invalidateAll();
    }

    private static int bytes(Page page) {
        return Math.toIntExact(page.items().stream().mapToLong(MessageSize::of).sum());
    }
}

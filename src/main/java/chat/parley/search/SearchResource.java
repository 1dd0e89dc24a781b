package chat.parley.search;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

import chat.parley.auth.CurrentUser;
import chat.parley.http.KeysetPage;
import chat.parley.i18n.UserLocale;
import chat.parley.problem.PlainText;
import chat.parley.ratelimit.RateLimit;
import chat.parley.ratelimit.RateLimiter;
import chat.parley.search.SearchService.Asked;
import io.quarkus.security.Authenticated;

/** {@code /api/search}: searches messages. */
@Path("/api/search")
@Authenticated
public class SearchResource {

    private final SearchService searchService;
    private final RateLimiter rateLimiter;
    private final CurrentUser currentUser;
    private final UserLocale userLocale;

    SearchResource(
            SearchService searchService, RateLimiter rateLimiter, CurrentUser currentUser, UserLocale userLocale) {
        this.searchService = searchService;
        this.rateLimiter = rateLimiter;
        this.currentUser = currentUser;
        this.userLocale = userLocale;
    }

    @GET
    @Operation(summary = "Finds messages among those that one may see, newest first", description = """
                    `q` holds words, the last of which may be the beginning of one, "quoted phrases" and the filters \
                    `from:username`, `in:"room name"` (or its id), `before:2026-11-01` and `after:2026-11-01` (days in UTC; \
                    `after` includes the day, `before` does not), `has:file`; all must hold. An account that has \
                    chosen another language may write them in that one too: `von:username`, `in:raum`. `room` is a room's id, `from` a \
                    username. `before` takes the `next` of a page, or a day; `after` takes the `next` of a page, as in other \
                    lists. `excerpt` is HTML that can be shown as it is: what was written is escaped, and each hit stands in \
                    a `<mark>`.""")
    public KeysetPage<SearchHit> searchMessages(
            @RestQuery @DefaultValue("") @PlainText @Size(max = 500) String q,
            @RestQuery @Positive Long room,
            @RestQuery @DefaultValue("") @PlainText @Size(max = 100) String from,
            @RestQuery @DefaultValue("") @PlainText @Size(max = 100) String before,
            @RestQuery @DefaultValue("") @PlainText @Size(max = 100) String after,
            @RestQuery @DefaultValue("25") @Min(1) @Max(100) int limit) {
        rateLimiter.take(RateLimit.SEARCH, currentUser.id());
        return searchService.find(
                currentUser.id(),
                new Asked(userLocale.language(), q, room, from.strip(), before.strip(), after.strip(), limit));
    }
}

package chat.parley.search;

import java.time.ZoneOffset;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

import chat.parley.auth.CurrentUser;
import chat.parley.http.KeysetPage;
import chat.parley.i18n.UserLocale;
import chat.parley.problem.PlainText;
import chat.parley.ratelimit.RateLimit;
import chat.parley.ratelimit.RateLimiter;
import chat.parley.search.SearchService.SearchRequest;
import io.quarkus.security.Authenticated;

/** {@code /api/search}: searches messages. */
@Path("/api/search")
@Tag(name = "Search")
@Authenticated
class SearchResource {

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
    @Operation(summary = "Search messages", description = """
                    Searches the messages that you may see, newest first. `q` consists of words, "quoted phrases" and the filters \
                    `from:username`, `in:"room name"` (or its id), `before:2026-11-01` and `after:2026-11-01` (days in the time zone of \
                    the cookie `zone`, else in UTC; `after` includes the day, `before` does not) and `has:file`. A message must match all of them; the last word may \
                    be incomplete. Accounts with another language may also write the filters in that language: `von:username`, \
                    `in:raum`. `room` is the id of a room and `from` a username. `before` is a day or the `next` of a page, and \
                    `after` the `next` of a page, as in other lists. `excerpt` is safe HTML: the text is escaped, and each hit is \
                    in a `<mark>`.""")
    public KeysetPage<SearchHit> searchMessages(
            @RestQuery @DefaultValue("") @PlainText @Size(max = 500) String q,
            @RestQuery @Positive Long room,
            @RestQuery @DefaultValue("") @PlainText @Size(max = 100) String from,
            @RestQuery @DefaultValue("") @PlainText @Size(max = 100) String before,
            @RestQuery @DefaultValue("") @PlainText @Size(max = 100) String after,
            @RestQuery @DefaultValue("25") @Min(1) @Max(100) int limit) {
        rateLimiter.acquire(RateLimit.SEARCH, currentUser.id());
        return searchService.find(
                currentUser.id(),
                new SearchRequest(
                        userLocale.language(),
                        userLocale.zone().orElse(ZoneOffset.UTC),
                        q,
                        room,
                        from.strip(),
                        before.strip(),
                        after.strip(),
                        limit));
    }
}

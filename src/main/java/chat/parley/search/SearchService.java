package chat.parley.search;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import chat.parley.http.KeysetPage;
import chat.parley.i18n.Language;
import chat.parley.message.MessageHistory;
import chat.parley.message.MessageHistory.Found;
import chat.parley.problem.ApiException;
import chat.parley.problem.FieldError;
import chat.parley.problem.LocalizedText;
import chat.parley.problem.ProblemMessages;
import chat.parley.room.Access;
import chat.parley.search.SearchDao.SearchCriteria;

/** Searches the messages that a user may see, newest first. */
@ApplicationScoped
class SearchService {

    /**
     * A search request.
     *
     * @param language in which filters may be written, besides English
     * @param zone the time zone of the days
     * @param q words, "phrases" and filters; may be empty if there are other criteria
     * @param room the id of a room; null for all
     * @param from a username; empty for everyone
     * @param before {@code next} of the previous page, or a day to exclude with all later ones; may be empty
     * @param after {@code next} of the previous page, as in other lists; may be empty
     * @param limit the maximum number of hits
     */
    record SearchRequest(
            Language language, ZoneId zone, String q, Long room, String from, String before, String after, int limit) {}

    private final SearchDao dao;
    private final SearchFilterResolver names;
    private final Access access;
    private final MessageHistory messageHistory;

    SearchService(SearchDao dao, SearchFilterResolver names, Access access, MessageHistory messageHistory) {
        this.dao = dao;
        this.names = names;
        this.access = access;
        this.messageHistory = messageHistory;
    }

    /**
     * Returns a page of hits, newest first.
     *
     * @throws ApiException with 400 if a criterion is invalid or all are missing; 404 if the room does not exist or
     *        the viewer may not see it
     */
    KeysetPage<SearchHit> find(long viewer, SearchRequest request) {
        if (request.room() != null) {
            access.version(viewer, request.room());
        }
        var query = SearchQuery.of(request.q(), FilterNames.in(request.language()));
        if (query.empty()
                && request.room() == null
                && request.from().isEmpty()
                && SearchQuery.day(request.before()) == null) {
            throw ApiException.badInput("q", ProblemMessages::searchTermRequired);
        }
        var positions = dao.find(criteria(viewer, request, query), request.limit() + 1);
        var page = KeysetPage.of(positions, request.limit(), SearchPosition::text);
        var excerpt = new Excerpt(query.terms());
        var found = messageHistory.at(
                page.items().stream().map(SearchPosition::message).toList());
        var hits = found.items().stream()
                .filter(message -> !message.deleted())
                .map(message -> new SearchHit(message, excerpt.of(message.body())))
                .toList();
        return new KeysetPage<>(hits, found.more() ? lastOf(found, page.items()).text() : page.next());
    }

    /** The position of the last message in the response, if not all messages fit. */
    private static SearchPosition lastOf(Found found, List<SearchPosition> positions) {
        var last = found.items().get(found.items().size() - 1);
        return positions.stream()
                .filter(position -> position.room() == last.room() && position.seq() == last.seq())
                .findFirst()
                .orElseThrow();
    }

    private SearchCriteria criteria(long viewer, SearchRequest request, SearchQuery query) {
        var errors = new ArrayList<FieldError>();
        var room = Optional.ofNullable(request.room() == null ? query.in() : String.valueOf(request.room()))
                .map(named -> required(names.room(viewer, named), "in", ProblemMessages::searchRoomNotFound, errors));
        var author = Optional.ofNullable(request.from().isEmpty() ? query.from() : request.from())
                .map(named -> required(names.person(named), "from", words -> words.searchUserNotFound(named), errors));
        var below = below(request.after(), "after", errors);
        var day = SearchQuery.day(request.before());
        if (day == null) {
            below = below.orEarlier(below(request.before(), "before", errors));
        }
        if (!errors.isEmpty()) {
            throw ApiException.badInput(errors);
        }
        return new SearchCriteria(
                viewer,
                query.terms(),
                room.orElse(null),
                author.orElse(null),
                start(query.after(), request.zone(), Instant.EPOCH),
                earlier(
                        start(query.before(), request.zone(), SearchPosition.NEVER),
                        start(day, request.zone(), SearchPosition.NEVER)),
                below,
                query.hasFile());
    }

    private static <T> T required(Optional<T> found, String field, LocalizedText message, List<FieldError> errors) {
        if (found.isEmpty()) {
            errors.add(new FieldError(field, message));
        }
        return found.orElse(null);
    }

    private static SearchPosition below(String next, String field, List<FieldError> errors) {
        var position = next.isEmpty() ? SearchPosition.END : SearchPosition.parse(next);
        if (position == null) {
            errors.add(new FieldError(field, ProblemMessages::invalidCursor));
            return SearchPosition.END;
        }
        return position;
    }

    /** The first instant of a day in a time zone, which is not always midnight; at the earliest the epoch. */
    private static Instant start(LocalDate day, ZoneId zone, Instant defaultTime) {
        var start = day == null ? defaultTime : day.atStartOfDay(zone).toInstant();
        return start.isBefore(Instant.EPOCH) ? Instant.EPOCH : start;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}

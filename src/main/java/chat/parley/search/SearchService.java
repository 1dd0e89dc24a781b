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
import chat.parley.search.SearchDao.Wanted;

/** Searches the messages that a user may see, newest first. */
@ApplicationScoped
public class SearchService {

    /**
     * What is asked.
     *
     * @param language in which filters may be written, besides English
     * @param zone whose days are meant
     * @param q words, "phrases" and filters; may be empty where the others are not
     * @param room its id, or null for all
     * @param from a username, or empty for everyone
     * @param before {@code next} of the page before, or a day that is too late; or empty
     * @param after {@code next} of the page before, as in other lists; or empty
     */
    public record Asked(
            Language language, ZoneId zone, String q, Long room, String from, String before, String after, int limit) {}

    private final SearchDao table;
    private final SearchFilterResolver names;
    private final Access access;
    private final MessageHistory messageHistory;

    SearchService(SearchDao table, SearchFilterResolver names, Access access, MessageHistory messageHistory) {
        this.table = table;
        this.names = names;
        this.access = access;
        this.messageHistory = messageHistory;
    }

    /**
     * A page of hits.
     *
     * @throws ApiException with 400 when something cannot be taken as it is, with 404 when there is no such room or none for the
     *         viewer
     */
    public KeysetPage<SearchHit> find(long viewer, Asked asked) {
        if (asked.room() != null) {
            access.version(viewer, asked.room());
        }
        var query = SearchQuery.of(asked.q(), FilterNames.in(asked.language()));
        if (query.empty()
                && asked.room() == null
                && asked.from().isEmpty()
                && SearchQuery.day(asked.before()) == null) {
            throw ApiException.badInput("q", ProblemMessages::nothingToLookFor);
        }
        var places = table.find(wanted(viewer, asked, query), asked.limit() + 1);
        var page = KeysetPage.of(places, asked.limit(), SearchPosition::text);
        var excerpt = new Excerpt(query.terms());
        var found = messageHistory.at(
                page.items().stream().map(SearchPosition::place).toList());
        var hits = found.items().stream()
                .filter(message -> !message.deleted())
                .map(message -> new SearchHit(message, excerpt.of(message.body())))
                .toList();
        return new KeysetPage<>(hits, found.more() ? lastOf(found, page.items()).text() : page.next());
    }

    /** Where the search goes on when not all places had room in the answer. */
    private static SearchPosition lastOf(Found found, List<SearchPosition> places) {
        var last = found.items().get(found.items().size() - 1);
        return places.stream()
                .filter(place -> place.room() == last.room() && place.seq() == last.seq())
                .findFirst()
                .orElseThrow();
    }

    private Wanted wanted(long viewer, Asked asked, SearchQuery query) {
        var faults = new ArrayList<FieldError>();
        var room = Optional.ofNullable(asked.room() == null ? query.in() : String.valueOf(asked.room()))
                .map(named -> required(names.room(viewer, named), "in", ProblemMessages::noRoomToSee, faults));
        var author = Optional.ofNullable(asked.from().isEmpty() ? query.from() : asked.from())
                .map(named -> required(names.person(named), "from", words -> words.nobodysName(named), faults));
        var below = below(asked.after(), "after", faults);
        var day = SearchQuery.day(asked.before());
        if (day == null) {
            below = below.orEarlier(below(asked.before(), "before", faults));
        }
        if (!faults.isEmpty()) {
            throw ApiException.badInput(faults);
        }
        return new Wanted(
                viewer,
                query.terms(),
                room.orElse(null),
                author.orElse(null),
                start(query.after(), asked.zone(), Instant.EPOCH),
                earlier(
                        start(query.before(), asked.zone(), SearchPosition.NEVER),
                        start(day, asked.zone(), SearchPosition.NEVER)),
                below,
                query.hasFile());
    }

    private static <T> T required(Optional<T> found, String field, LocalizedText message, List<FieldError> faults) {
        if (found.isEmpty()) {
            faults.add(new FieldError(field, message));
        }
        return found.orElse(null);
    }

    private static SearchPosition below(String next, String field, List<FieldError> faults) {
        var place = next.isEmpty() ? SearchPosition.END : SearchPosition.read(next);
        if (place == null) {
            faults.add(new FieldError(field, ProblemMessages::notNext));
            return SearchPosition.END;
        }
        return place;
    }

    /** The first instant of a day there, which is not midnight where clocks are put forward then. Nothing is older than the epoch. */
    private static Instant start(LocalDate day, ZoneId zone, Instant unlessGiven) {
        var start = day == null ? unlessGiven : day.atStartOfDay(zone).toInstant();
        return start.isBefore(Instant.EPOCH) ? Instant.EPOCH : start;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}

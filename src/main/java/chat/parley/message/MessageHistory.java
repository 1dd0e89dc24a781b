package chat.parley.message;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

import chat.parley.attachment.Attachment;
import chat.parley.attachment.AttachmentView;
import chat.parley.http.KeysetPage;
import chat.parley.message.Message.Place;
import chat.parley.message.Reactions.Given;
import chat.parley.message.RenderingDao.Rerendered;
import chat.parley.problem.ApiException;
import chat.parley.problem.ProblemMessages;
import chat.parley.room.Room;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Reads the log. Places have no gaps, so a page is a range of places, and its cost does not depend on the length of the
 * log. A page is bounded in bytes and time ({@link AnswerBudget}): it may contain fewer messages than requested and
 * then reports that there are more. Rows are streamed, so messages beyond the bound are not loaded.
 */
@ApplicationScoped
@Transactional
public class MessageHistory {

    /**
     * A page, oldest first.
     *
     * @param more whether there are messages beyond it, in the direction that was asked for; around a place, in either
     * @param end the place of the room's last message: with the places of the page's own it says how much lies on either side
     */
    @RegisterForReflection
    public record Page(List<MessageView> items, boolean more, long end) {}

    /**
     * What changed.
     *
     * @param version ask again from here; all changes up to it are known now
     * @param more whether to ask again at once
     */
    @RegisterForReflection
    public record Changes(List<MessageView> items, long version, boolean more) {}

    /** How many messages a page has unless told otherwise. */
    public static final int DEFAULT_PAGE_SIZE = 25;

    /**
     * The beginning of what was found.
     *
     * @param more whether something was left out
     */
    public record Found(List<MessageView> items, boolean more) {}

    /** A message with its HTML, which the entity does not have where that is out of date. */
    private record Text(Message message, String html) {}

    /** The texts of an answer. */
    private record Texts(List<Text> items, boolean more) {}

    private static final int MAX_PLACES_PER_QUERY = 25;
    private static final Pattern AFTER_PIN = Pattern.compile("(\\d{1,17})\\.(\\d{1,18})");

    private static final Instant AFTER_ALL_PINS = Instant.parse("9999-12-31T00:00:00Z");

    private final LatestPageCache newest;
    private final Reactions reactions;
    private final MessageVersions earlier;
    private final RenderingService rendering;

    MessageHistory(LatestPageCache newest, Reactions reactions, MessageVersions earlier, RenderingService rendering) {
        this.newest = newest;
        this.reactions = reactions;
        this.earlier = earlier;
        this.rendering = rendering;
    }

    /** @throws ApiException with 404 when the room has no such message */
    public MessageView one(long room, long seq) {
        return ascending(room, seq, seq, AnswerBudget.whole()).stream()
                .findFirst()
                .orElseThrow(MessageHistory::noSuchMessage);
    }

    /**
     * What a message said before it was edited, the first text first.
     *
     * @param after the version of the last text of the page before; 0 for the first page
     */
    KeysetPage<MessageVersion> earlierTexts(long room, long seq, long after) {
        return earlier.of(room, one(room, seq).seq(), after);
    }

    /**
     * Those that are pinned, the one that was pinned last first.
     *
     * @param after {@code next} of the page before, or empty
     * @throws ApiException with 400 when {@code after} is none
     */
    public KeysetPage<MessageView> pinned(long room, String after) {
        var texts = texts(pins(room, after), Integer.MAX_VALUE, AnswerBudget.whole());
        var found = found(texts);
        var last = found.items().isEmpty()
                ? null
                : texts.items().get(found.items().size() - 1).message();
        return new KeysetPage<>(found.items(), found.more() ? micros(last.pinnedAt) + "." + last.place.seq() : null);
    }

    private static Stream<Message> pins(long room, String after) {
        if (after.isEmpty()) {
            return Message.pinned(room, AFTER_ALL_PINS, Long.MAX_VALUE);
        }
        var parts = AFTER_PIN.matcher(after);
        if (!parts.matches()) {
            throw ApiException.badInput("after", ProblemMessages::notNext);
        }
        return Message.pinned(
                room,
                Instant.EPOCH.plus(Long.parseLong(parts.group(1)), ChronoUnit.MICROS),
                Long.parseLong(parts.group(2)));
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    /**
     * The room's last messages. The usual number of them is not read again while the room does not change.
     *
     * @param version the room's, read before
     */
    public Page latest(long room, long version, int limit) {
        return limit == DEFAULT_PAGE_SIZE
                ? newest.find(room, version).orElseGet(() -> read(room, version))
                : end(room, limit);
    }

    /** The messages that end just before {@code seq}, or at the end of the log where that comes first. */
    public Page before(long room, long seq, int limit) {
        var end = end(room);
        var last = Math.min(seq - 1, end);
        var items = descending(room, last - limit + 1, last, AnswerBudget.whole());
        return new Page(items, !items.isEmpty() && items.get(0).seq() > 1, end);
    }

    /** The messages that begin just after {@code seq}. */
    public Page after(long room, long seq, int limit) {
        var items = ascending(room, seq + 1, seq + limit, AnswerBudget.whole());
        var end = end(room);
        return new Page(items, !items.isEmpty() && items.get(items.size() - 1).seq() < end, end);
    }

    /** A page with {@code seq} in the middle, or as near to it as the ends of the log allow. */
    public Page around(long room, long seq, int limit) {
        var end = end(room);
        var first = Math.max(1, Math.min(seq - limit / 2, end - limit + 1));
        var middle = Math.max(first, Math.min(seq, end));
        var later = ascending(room, middle, first + limit - 1, AnswerBudget.half());
        var items = new ArrayList<>(descending(room, first, middle - 1, AnswerBudget.half()));
        items.addAll(later);
        return new Page(items, items.size() < end, Math.max(end, items.size()));
    }

    /** A page with the first message in the middle that was posted at that time or after it; the last page when none was. */
    public Page at(long room, Instant time, int limit) {
        return around(room, Message.firstSince(room, time), limit);
    }

    /**
     * What changed after {@code version}, in the order of the changes. The room's version is read before the messages: a
     * change that commits in between is then told again next time, and never left out.
     */
    public Changes changedSince(long room, long version, int limit) {
        var upTo = Room.<Room>findById(room).version;
        var found = found(texts(Message.changedSince(room, version, limit + 1), limit, AnswerBudget.whole()));
        var items = found.items();
        var newest = items.isEmpty() ? 0 : items.get(items.size() - 1).version();
        return new Changes(items, found.more() ? newest : Math.max(upTo, newest), found.more());
    }

    /** The messages in these places, in their order. Those that were deleted meanwhile are among them, empty. */
    public Found at(List<Place> places) {
        var chunks = IntStream.iterate(0, at -> at < places.size(), at -> at + MAX_PLACES_PER_QUERY)
                .mapToObj(at -> places.subList(at, Math.min(places.size(), at + MAX_PLACES_PER_QUERY)));
        return found(texts(chunks.flatMap(MessageHistory::inOrder), Integer.MAX_VALUE, AnswerBudget.whole()));
    }

    private static Stream<Message> inOrder(List<Place> places) {
        var found =
                Message.at(places).stream().collect(Collectors.toMap(message -> message.place, Function.identity()));
        return places.stream().map(found::get).filter(Objects::nonNull);
    }

    static ApiException noSuchMessage() {
        return ApiException.notFound(ProblemMessages::noSuchMessage);
    }

    private Page read(long room, long version) {
        var page = end(room, DEFAULT_PAGE_SIZE);
        newest.keep(room, version, page);
        return page;
    }

    private Page end(long room, int limit) {
        return before(room, Long.MAX_VALUE, limit);
    }

    private List<MessageView> ascending(long room, long first, long last, AnswerBudget budget) {
        return found(texts(Message.ascending(room, first, last), Integer.MAX_VALUE, budget))
                .items();
    }

    /** Those that come last, in the order of the log all the same. */
    private List<MessageView> descending(long room, long first, long last, AnswerBudget budget) {
        var items = new ArrayList<>(found(texts(Message.descending(room, first, last), Integer.MAX_VALUE, budget))
                .items());
        Collections.reverse(items);
        return items;
    }

    /** Takes texts until there are enough, or the budget ends. What has to be rendered again is stored for the next reader. */
    private Texts texts(Stream<Message> found, int most, AnswerBudget budget) {
        var items = new ArrayList<Text>();
        var rerendered = new ArrayList<Rerendered>();
        var more = false;
        try (found) {
            for (var messages = found.iterator(); !more && messages.hasNext(); ) {
                var message = messages.next();
                if (items.size() == most || message.html == null && !budget.rendersMore()) {
                    more = true;
                } else {
                    var text = new Text(message, html(message, rerendered));
                    more = !budget.takes(MessageSize.of(message.body, text.html()));
                    if (!more) {
                        items.add(text);
                    }
                }
            }
        }
        rendering.storeLater(rerendered);
        return new Texts(items, more);
    }

    private String html(Message message, List<Rerendered> rerendered) {
        if (message.html != null) {
            return message.html;
        }
        var rendered = rendering.rerender(message);
        rerendered.add(rendered);
        return rendered.html();
    }

    /** With what hangs on them, in one query of each kind for all of them, as far as that fits as well. */
    private Found found(Texts texts) {
        var places = texts.items().stream().map(text -> text.message().place).toList();
        var given = reactions.of(places);
        var files = attachments(places).stream()
                .collect(Collectors.groupingBy(
                        file -> new Place(file.room, file.seq),
                        Collectors.mapping(AttachmentView::of, Collectors.toList())));
        var budget = AnswerBudget.whole();
        var items = texts.items().stream()
                .limit(given.complete())
                .map(text -> view(text, given, files))
                .takeWhile(view -> budget.takes(MessageSize.of(view)))
                .toList();
        return new Found(items, texts.more() || items.size() < places.size());
    }

    private static List<Attachment> attachments(List<Place> messages) {
        return Attachment.of(
                messages.stream().map(Place::room).toArray(Long[]::new),
                messages.stream().map(Place::seq).toArray(Long[]::new));
    }

    private static MessageView view(Text text, Given given, Map<Place, List<AttachmentView>> files) {
        var place = text.message().place;
        return MessageView.of(text.message(), text.html(), given.to(place), files.getOrDefault(place, List.of()));
    }

    private static long end(long room) {
        return Room.<Room>findById(room).seq;
    }
}

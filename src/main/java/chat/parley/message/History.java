package chat.parley.message;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

import chat.parley.ProblemWords;
import chat.parley.Refusal;
import chat.parley.message.Message.Place;
import chat.parley.room.Room;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Reads the log. Because places are without gaps, a page is a range of them, wherever it lies: what it costs does not
 * depend on how long the log is.
 */
@ApplicationScoped
@Transactional
public class History {

    /**
     * A page, oldest first.
     *
     * @param more whether there are messages beyond it, in the direction that was asked for; around a place, in either
     * @param end the place of the room's last message: with the places of the page's own it says how much lies on either side
     */
    @RegisterForReflection
    public record Page(List<MessageView> items, boolean more, long end) {
    }

    /**
     * What changed.
     *
     * @param version ask again from here; all changes up to it are known now
     * @param more whether to ask again at once
     */
    @RegisterForReflection
    public record Changes(List<MessageView> items, long version, boolean more) {
    }

    /** How many messages a page has unless told otherwise. */
    public static final int USUAL = 25;

    private final NewestPages newest;
    private final Reactions reactions;
    private final EarlierTexts earlier;

    History(NewestPages newest, Reactions reactions, EarlierTexts earlier) {
        this.newest = newest;
        this.reactions = reactions;
        this.earlier = earlier;
    }

    /** @throws Refusal with 404 when the room has no such message */
    public MessageView one(long room, long seq) {
        return between(room, seq, seq).stream().findFirst().orElseThrow(History::noSuchMessage);
    }

    /** What a message said before it was edited, the first text first. */
    List<EarlierText> earlierTexts(long room, long seq) {
        return earlier.of(room, one(room, seq).seq());
    }

    /** Those that are pinned, the one that was pinned last first. */
    public List<MessageView> pinned(long room) {
        return views(Message.pinned(room));
    }

    /**
     * The room's last messages. The usual number of them is not read again while the room does not change.
     *
     * @param version the room's, read before
     */
    public Page latest(long room, long version, int limit) {
        return limit == USUAL ? newest.find(room, version).orElseGet(() -> read(room, version)) : end(room, limit);
    }

    /** The messages that end just before {@code seq}, or at the end of the log where that comes first. */
    public Page before(long room, long seq, int limit) {
        var end = end(room);
        var last = Math.min(seq - 1, end);
        var items = between(room, last - limit + 1, last);
        return new Page(items, !items.isEmpty() && items.get(0).seq() > 1, end);
    }

    /** The messages that begin just after {@code seq}. */
    public Page after(long room, long seq, int limit) {
        var items = between(room, seq + 1, seq + limit);
        var end = end(room);
        return new Page(items, !items.isEmpty() && items.get(items.size() - 1).seq() < end, end);
    }

    /** A page with {@code seq} in the middle, or as near to it as the ends of the log allow. */
    public Page around(long room, long seq, int limit) {
        var end = end(room);
        var first = Math.max(1, Math.min(seq - limit / 2, end - limit + 1));
        var items = between(room, first, first + limit - 1);
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
        var upTo = Room.<Room> findById(room).version;
        var found = views(Message.changedSince(room, version, limit + 1));
        if (found.size() > limit) {
            var items = found.subList(0, limit);
            return new Changes(items, items.get(limit - 1).version(), true);
        }
        var newest = found.isEmpty() ? upTo : Math.max(upTo, found.get(found.size() - 1).version());
        return new Changes(found, newest, false);
    }

    /** The messages in these places, in their order; those that were deleted meanwhile are left out. */
    public List<MessageView> at(List<Place> places) {
        var found = views(Message.at(places)).stream().filter(message -> !message.deleted())
                .collect(Collectors.toMap(message -> new Place(message.room(), message.seq()), Function.identity()));
        return places.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    static Refusal noSuchMessage() {
        return Refusal.notFound(ProblemWords::noSuchMessage);
    }

    private Page read(long room, long version) {
        var page = end(room, USUAL);
        newest.keep(room, version, page);
        return page;
    }

    private Page end(long room, int limit) {
        return before(room, Long.MAX_VALUE, limit);
    }

    private List<MessageView> between(long room, long first, long last) {
        return views(Message.between(room, first, last));
    }

    /** With what hangs on them, in one query of each kind for all of them. */
    private List<MessageView> views(List<Message> messages) {
        var places = messages.stream().map(message -> message.place).toList();
        var given = reactions.of(places);
        var files = Attachment.of(places).stream().collect(Collectors.groupingBy(Attachment::hangsOn,
                Collectors.mapping(MessageView.Attachment::of, Collectors.toList())));
        return messages.stream().map(message -> MessageView.of(message, given.getOrDefault(message.place, List.of()),
                files.getOrDefault(message.place, List.of()))).toList();
    }

    private static long end(long room) {
        return Room.<Room> findById(room).seq;
    }
}

package chat.parley.message;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

import chat.parley.attachment.Attachment;
import chat.parley.attachment.AttachmentView;
import chat.parley.database.Sql;
import chat.parley.http.KeysetPage;
import chat.parley.message.Reactions.ReactionsByMessage;
import chat.parley.message.RenderingDao.Rerendered;
import chat.parley.problem.ApiException;
import chat.parley.problem.ProblemMessages;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Reads the log. Places have no gaps, so a page is a range of places, and its cost does not depend on the length of the
 * log. A page is bounded in bytes and time ({@link ResponseBudget}): it may contain fewer messages than requested and
 * then reports that there are more. Rows are streamed, so messages beyond the bound are not loaded.
 */
@ApplicationScoped
@Transactional
public class MessageHistory {

    /**
     * A page, oldest first.
     *
     * @param more whether there are more messages in the requested direction; for a page around a place, in either
     *        direction
     * @param end the place of the last message of the room. Together with the places of the page it gives the number
     *        of messages before and after the page
     */
    @RegisterForReflection
    public record Page(List<MessageView> items, boolean more, long end) {}

    /**
     * Changed messages.
     *
     * @param version all changes up to this version are included; the next request starts from it
     * @param more whether there are more changes
     */
    @RegisterForReflection
    public record Changes(List<MessageView> items, long version, boolean more) {}

    /** Default number of messages of a page. */
    public static final int DEFAULT_PAGE_SIZE = 25;

    /**
     * Messages, as many as fit in a response.
     *
     * @param more whether some were left out
     */
    public record Found(List<MessageView> items, boolean more) {}

    /** A message with its HTML. The stored message has none if it is out of date. */
    private record RenderedMessage(Message message, String html) {}

    /** The texts of a response. */
    private record RenderedMessages(List<RenderedMessage> items, boolean more) {

        boolean anyHas(Predicate<Message> what) {
            return items.stream().map(RenderedMessage::message).anyMatch(what);
        }
    }

    /** Messages that are not read yet. */
    private interface Messages {
        /** Passes messages to the consumer until it returns false. */
        void read(Predicate<Message> consumer);
    }

    private static final Pattern AFTER_PIN = Pattern.compile("(\\d{1,17})\\.(\\d{1,18})");

    private static final Instant AFTER_ALL_PINS = Instant.parse("9999-12-31T00:00:00Z");

    private final LatestPageCache latestPages;
    private final MessageDao dao;
    private final Reactions reactions;
    private final MessageVersions versions;
    private final RenderingService rendering;
    private final Sql sql;

    MessageHistory(
            LatestPageCache latestPages,
            MessageDao dao,
            Reactions reactions,
            MessageVersions versions,
            RenderingService rendering,
            Sql sql) {
        this.latestPages = latestPages;
        this.dao = dao;
        this.reactions = reactions;
        this.versions = versions;
        this.rendering = rendering;
        this.sql = sql;
    }

    /**
     * Returns one message.
     *
     * @throws ApiException with 404 if the room has no such message
     */
    MessageView one(long room, long seq) {
        return ascending(room, seq, seq, ResponseBudget.whole()).stream()
                .findFirst()
                .orElseThrow(MessageHistory::messageNotFound);
    }

    /**
     * The earlier texts of an edited message, oldest first.
     *
     * @param after the version of the last text of the previous page; 0 for the first page
     * @throws ApiException with 404 if the room has no such message
     */
    KeysetPage<MessageVersion> earlierTexts(long room, long seq, long after) {
        return versions.of(room, one(room, seq).seq(), after);
    }

    /**
     * The pinned messages, the most recently pinned first.
     *
     * @param after {@code next} of the previous page; empty for the first page
     * @throws ApiException with 400 if {@code after} is invalid
     */
    KeysetPage<MessageView> pinned(long room, String after) {
        var messages = render(pins(room, after), Integer.MAX_VALUE, ResponseBudget.whole());
        var found = withDetails(messages);
        var last = found.items().isEmpty()
                ? null
                : messages.items().get(found.items().size() - 1).message();
        return new KeysetPage<>(
                found.items(),
                found.more() ? micros(last.pinnedAt()) + "." + last.id().seq() : null);
    }

    private Messages pins(long room, String after) {
        if (after.isEmpty()) {
            return consumer -> dao.readPinned(room, AFTER_ALL_PINS, Long.MAX_VALUE, consumer);
        }
        var parts = AFTER_PIN.matcher(after);
        if (!parts.matches()) {
            throw ApiException.badInput("after", ProblemMessages::invalidCursor);
        }
        var before = Instant.EPOCH.plus(Long.parseLong(parts.group(1)), ChronoUnit.MICROS);
        var seq = Long.parseLong(parts.group(2));
        return consumer -> dao.readPinned(room, before, seq, consumer);
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    /**
     * The last messages of the room. A page of {@link #DEFAULT_PAGE_SIZE} is cached while the room does not change.
     *
     * @param version the version of the room, read before the call
     */
    public Page latest(long room, long version, int limit) {
        return limit == DEFAULT_PAGE_SIZE
                ? latestPages.find(room, version).orElseGet(() -> readAndCache(room, version))
                : end(room, limit);
    }

    /** The last messages with a place before {@code seq}. */
    Page before(long room, long seq, int limit) {
        var end = end(room);
        var last = Math.min(seq - 1, end);
        var items = descending(room, last - limit + 1, last, ResponseBudget.whole());
        return new Page(items, !items.isEmpty() && items.get(0).seq() > 1, end);
    }

    /** The first messages with a place after {@code seq}. */
    Page after(long room, long seq, int limit) {
        var items = ascending(room, seq + 1, seq + limit, ResponseBudget.whole());
        var end = end(room);
        return new Page(items, !items.isEmpty() && items.get(items.size() - 1).seq() < end, end);
    }

    /** A page with {@code seq} in the middle, or as near to the middle as the ends of the log allow. */
    public Page around(long room, long seq, int limit) {
        var end = end(room);
        var first = Math.max(1, Math.min(seq - limit / 2, end - limit + 1));
        var middle = Math.max(first, Math.min(seq, end));
        var later = ascending(room, middle, first + limit - 1, ResponseBudget.half());
        var items = new ArrayList<>(descending(room, first, middle - 1, ResponseBudget.half()));
        items.addAll(later);
        return new Page(items, items.size() < end, Math.max(end, items.size()));
    }

    /** A page around the first message that was posted at that time or later; the last page if there is none. */
    Page at(long room, Instant time, int limit) {
        return around(room, dao.firstSince(room, time), limit);
    }

    /**
     * The messages that changed after {@code version}, ordered by version. The version of the room is read before the
     * messages, so a change that is committed in between may be returned twice, but is never left out.
     */
    public Changes changedSince(long room, long version, int limit) {
        var upTo = sql.first("select version from room where id = ?", row -> row.getLong("version"), room)
                .orElseThrow();
        var found = withDetails(
                render(consumer -> dao.readChanged(room, version, limit + 1, consumer), limit, ResponseBudget.whole()));
        var items = found.items();
        var lastVersion = items.isEmpty() ? 0 : items.get(items.size() - 1).version();
        return new Changes(items, found.more() ? lastVersion : Math.max(upTo, lastVersion), found.more());
    }

    /** The messages in these places, in the same order. Deleted messages are included, with empty texts. */
    public Found at(List<MessageId> ids) {
        return withDetails(
                render(consumer -> dao.readListed(ids, consumer), Integer.MAX_VALUE, ResponseBudget.whole()));
    }

    static ApiException messageNotFound() {
        return ApiException.notFound(ProblemMessages::messageNotFound);
    }

    private Page readAndCache(long room, long version) {
        var page = end(room, DEFAULT_PAGE_SIZE);
        latestPages.keep(room, version, page);
        return page;
    }

    private Page end(long room, int limit) {
        return before(room, Long.MAX_VALUE, limit);
    }

    private List<MessageView> ascending(long room, long first, long last, ResponseBudget budget) {
        return withDetails(
                        render(consumer -> dao.readAscending(room, first, last, consumer), Integer.MAX_VALUE, budget))
                .items();
    }

    /** The last messages of the range that fit the budget, in ascending order. */
    private List<MessageView> descending(long room, long first, long last, ResponseBudget budget) {
        var items = new ArrayList<>(withDetails(
                        render(consumer -> dao.readDescending(room, first, last, consumer), Integer.MAX_VALUE, budget))
                .items());
        Collections.reverse(items);
        return items;
    }

    /**
     * Renders messages up to a number, or until the budget ends. New HTML is stored later, in the background.
     */
    private RenderedMessages render(Messages messages, int maxMessages, ResponseBudget budget) {
        var items = new ArrayList<RenderedMessage>();
        var rerendered = new ArrayList<Rerendered>();
        var more = new AtomicBoolean();
        messages.read(message -> {
            var added = items.size() < maxMessages && (message.html() != null || budget.hasTimeToRender());
            if (added) {
                var text = new RenderedMessage(message, html(message, rerendered));
                added = budget.tryAdd(MessageSize.of(message.body(), text.html()));
                if (added) {
                    items.add(text);
                }
            }
            more.set(!added);
            return added;
        });
        rendering.storeLater(rerendered);
        return new RenderedMessages(items, more.get());
    }

    private String html(Message message, List<Rerendered> rerendered) {
        if (message.html() != null) {
            return message.html();
        }
        var rendered = rendering.rerender(message);
        rerendered.add(rendered);
        return rendered.html();
    }

    /** Adds reactions and files, with at most one query of each kind, as far as these fit in the budget. */
    private Found withDetails(RenderedMessages messages) {
        var ids = messages.items().stream().map(text -> text.message().id()).toList();
        var given = messages.anyHas(Message::hasReactions) ? reactions.of(ids) : ReactionsByMessage.none(ids.size());
        var files =
                messages.anyHas(Message::hasAttachments) ? attachments(ids) : Map.<MessageId, List<AttachmentView>>of();
        var budget = ResponseBudget.whole();
        var items = messages.items().stream()
                .limit(given.complete())
                .map(text -> view(text, given, files))
                .takeWhile(view -> budget.tryAdd(MessageSize.of(view)))
                .toList();
        return new Found(items, messages.more() || items.size() < ids.size());
    }

    private static Map<MessageId, List<AttachmentView>> attachments(List<MessageId> messages) {
        return Attachment.of(
                        messages.stream().map(MessageId::room).toArray(Long[]::new),
                        messages.stream().map(MessageId::seq).toArray(Long[]::new))
                .stream()
                .collect(Collectors.groupingBy(
                        file -> new MessageId(file.room, file.seq),
                        Collectors.mapping(AttachmentView::of, Collectors.toList())));
    }

    private static MessageView view(
            RenderedMessage text, ReactionsByMessage given, Map<MessageId, List<AttachmentView>> files) {
        var id = text.message().id();
        return MessageView.of(text.message(), text.html(), given.to(id), files.getOrDefault(id, List.of()));
    }

    private long end(long room) {
        return sql.first("select seq from room where id = ?", row -> row.getLong("seq"), room)
                .orElseThrow();
    }
}

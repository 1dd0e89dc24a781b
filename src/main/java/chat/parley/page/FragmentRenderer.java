package chat.parley.page;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import chat.parley.i18n.Language;
import chat.parley.i18n.UserLocale;
import chat.parley.message.MessageView;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Renders the repeated fragments of a page and caches them, because a fragment depends on few values. Without the
 * cache, the fragments would take most of the time of a page.
 */
@ApplicationScoped
@RegisterForReflection(classNames = {FragmentRenderer.CAFFEINE_CACHE_CLASS, FragmentRenderer.CAFFEINE_ENTRY_CLASS})
class FragmentRenderer {

    @CheckedTemplate(basePath = "")
    static class Templates {
        static native TemplateInstance message(MessageView message, boolean follows);

        static native TemplateInstance day(DayLine line);

        static native TemplateInstance room(RoomRow room);
    }

    /** Characters of all cached fragments: about 20,000 messages of ordinary length. */
    private static final long MAX_CACHED_CHARACTERS = 16_000_000;

    /** Caffeine loads both classes by name, so they must be registered for the native image. */
    static final String CAFFEINE_CACHE_CLASS = "com.github.benmanes.caffeine.cache.SSMW";

    static final String CAFFEINE_ENTRY_CLASS = "com.github.benmanes.caffeine.cache.PSMW";

    /**
     * Messages of one author within this time are grouped under one name. The script of the page has the same value.
     */
    private static final Duration GROUP_GAP = Duration.ofMinutes(5);

    /**
     * The key of a rendered message. The version covers all changes except the name and picture of the author.
     *
     * @param language of the texts
     * @param zone of the displayed time
     * @param follows whether the message is grouped with the previous one
     */
    private record MessageKey(
            Language language,
            ZoneId zone,
            long room,
            long seq,
            long version,
            String author,
            String picture,
            boolean ambiguousName,
            boolean follows) {

        static MessageKey of(MessageView message, MessageView before, Language language, ZoneId zone) {
            return new MessageKey(
                    language,
                    zone,
                    message.room(),
                    message.seq(),
                    message.version(),
                    message.author().displayName(),
                    message.author().picture(),
                    message.author().ambiguousName(),
                    before != null && goesOn(before, message));
        }

        private static boolean goesOn(MessageView before, MessageView message) {
            return before.author().username().equals(message.author().username())
                    && Duration.between(before.createdAt(), message.createdAt()).compareTo(GROUP_GAP) < 0;
        }
    }

    /** The key of a rendered row of a list. */
    private record Row(Language language, Record of) {}

    private final Cache<Record, String> rendered = Caffeine.newBuilder()
            .maximumWeight(MAX_CACHED_CHARACTERS)
            .weigher((Record piece, String html) -> html.length())
            .build();
    private final UserLocale userLocale;
    private final UserTimeFormatter userTimeFormatter;
    private final DayFormatter days;

    FragmentRenderer(UserLocale userLocale, UserTimeFormatter userTimeFormatter, DayFormatter days) {
        this.userLocale = userLocale;
        this.userTimeFormatter = userTimeFormatter;
        this.days = days;
    }

    /** Renders messages, with a line at the start of each day. */
    RawString messages(List<MessageView> messages) {
        var html = new StringBuilder();
        var language = userLocale.language();
        var zone = userTimeFormatter.zone();
        MessageView before = null;
        LocalDate dayBefore = null;
        for (var message : messages) {
            var day = LocalDate.ofInstant(message.createdAt(), zone);
            var beginsADay = !day.equals(dayBefore);
            if (beginsADay) {
                html.append(row(days.lineOf(day), Templates::day));
            }
            html.append(message(MessageKey.of(message, beginsADay ? null : before, language, zone), message));
            before = message;
            dayBefore = day;
        }
        return new RawString(html.toString());
    }

    /** Renders the template of a message. */
    RawString message(MessageView message) {
        return new RawString(
                message(MessageKey.of(message, null, userLocale.language(), userTimeFormatter.zone()), message));
    }

    private String message(MessageKey key, MessageView message) {
        return rendered.get(
                key, missing -> Templates.message(message, key.follows()).render());
    }

    RawString rooms(Stream<RoomRow> rooms) {
        return new RawString(rooms.map(room -> row(room, Templates::room)).collect(Collectors.joining()));
    }

    private <Piece extends Record> String row(Piece piece, Function<Piece, TemplateInstance> template) {
        return rendered.get(
                new Row(userLocale.language(), piece),
                missing -> template.apply(piece).render());
    }
}

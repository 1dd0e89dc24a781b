package chat.parley.page;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import chat.parley.Language;
import chat.parley.Reader;
import chat.parley.account.Person;
import chat.parley.message.MessageView;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The repeated pieces of a page. What a piece looks like follows from a few values, so it is rendered once and kept as long
 * as it is used; a page of 75 pieces cost half a thousand lookups of a value, more than everything else about it.
 */
@ApplicationScoped
@RegisterForReflection(classNames = { Pieces.CAFFEINES_CACHE, Pieces.CAFFEINES_ENTRY })
class Pieces {

    @CheckedTemplate(basePath = "")
    static class Templates {
        static native TemplateInstance message(MessageView message, boolean follows);

        static native TemplateInstance room(RoomRow room);

        static native TemplateInstance person(Person person);
    }

    /** Characters of all pieces together: some 20,000 messages of the usual length. */
    private static final long MOST = 16_000_000;

    /** Caffeine makes both by name, which a native image must be told of. */
    static final String CAFFEINES_CACHE = "com.github.benmanes.caffeine.cache.SSMW";
    static final String CAFFEINES_ENTRY = "com.github.benmanes.caffeine.cache.PSMW";

    /** Who goes on within this time has not begun anew: the name is not shown again. The page's script has the same. */
    private static final Duration GOES_ON = Duration.ofMinutes(5);

    /**
     * What a message looks like: each of its changes has a version, but for its author's name and picture.
     *
     * @param language in which it was drawn
     * @param follows whether it goes on from the one before it; where a day begins in between the script, which knows the time
     *        zone, corrects it
     */
    private record Drawn(Language language, long room, long seq, long version, String author, String picture, boolean follows) {

        static Drawn of(MessageView message, MessageView before, Language language) {
            return new Drawn(language, message.room(), message.seq(), message.version(), message.author().displayName(), message.author().picture(),
                    before != null && goesOn(before, message));
        }

        private static boolean goesOn(MessageView before, MessageView message) {
            return before.author().username().equals(message.author().username())
                    && Duration.between(before.createdAt(), message.createdAt()).compareTo(GOES_ON) < 0;
        }
    }

    /** A row of a list, which follows from what it is of. */
    private record Row(Language language, Record of) {
    }

    private final Cache<Record, String> rendered = Caffeine.newBuilder()
            .maximumWeight(MOST).weigher((Record piece, String html) -> html.length()).build();
    private final Reader reader;

    Pieces(Reader reader) {
        this.reader = reader;
    }

    RawString messages(List<MessageView> messages) {
        var language = reader.language();
        var html = new StringBuilder();
        for (var at = 0; at < messages.size(); at++) {
            var message = messages.get(at);
            var drawn = Drawn.of(message, at == 0 ? null : messages.get(at - 1), language);
            html.append(rendered.get(drawn, missing -> Templates.message(message, drawn.follows()).render()));
        }
        return new RawString(html.toString());
    }

    RawString rooms(Stream<RoomRow> rooms) {
        return rows(rooms, Templates::room);
    }

    RawString people(List<Person> people) {
        return rows(people.stream(), Templates::person);
    }

    private <Piece extends Record> RawString rows(Stream<Piece> pieces, Function<Piece, TemplateInstance> template) {
        var language = reader.language();
        return new RawString(pieces.map(piece -> rendered.get(new Row(language, piece), missing -> template.apply(piece).render()))
                .collect(Collectors.joining()));
    }
}

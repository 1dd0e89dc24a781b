package chat.parley.page;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

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
     * What a message looks like: each of its changes has a version, but for its author's name.
     *
     * @param follows whether it goes on from the one before it; where a day begins in between the script, which knows the time
     *        zone, corrects it
     */
    private record Drawn(long room, long seq, long version, String author, boolean follows) {

        static Drawn of(MessageView message, MessageView before) {
            return new Drawn(message.room(), message.seq(), message.version(), message.author().displayName(),
                    before != null && goesOn(before, message));
        }

        private static boolean goesOn(MessageView before, MessageView message) {
            return before.author().username().equals(message.author().username())
                    && Duration.between(before.createdAt(), message.createdAt()).compareTo(GOES_ON) < 0;
        }
    }

    private final Cache<Record, String> rendered = Caffeine.newBuilder()
            .maximumWeight(MOST).weigher((Record piece, String html) -> html.length()).build();

    RawString messages(List<MessageView> messages) {
        var html = new StringBuilder();
        for (var at = 0; at < messages.size(); at++) {
            var message = messages.get(at);
            var drawn = Drawn.of(message, at == 0 ? null : messages.get(at - 1));
            html.append(rendered.get(drawn, missing -> Templates.message(message, drawn.follows()).render()));
        }
        return new RawString(html.toString());
    }

    RawString rooms(Stream<RoomRow> rooms) {
        return joined(rooms.toList(), room -> rendered.get(room, missing -> Templates.room(room).render()));
    }

    RawString people(List<Person> people) {
        return joined(people, person -> rendered.get(person, missing -> Templates.person(person).render()));
    }

    private static <Piece> RawString joined(List<Piece> pieces, Function<Piece, String> html) {
        return new RawString(pieces.stream().map(html).collect(Collectors.joining()));
    }
}

package chat.parley.page;

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
        static native TemplateInstance message(MessageView message);

        static native TemplateInstance room(RoomRow room);

        static native TemplateInstance person(Person person);
    }

    /** Characters of all pieces together: some 20,000 messages of the usual length. */
    private static final long MOST = 16_000_000;

    /** Caffeine makes both by name, which a native image must be told of. */
    static final String CAFFEINES_CACHE = "com.github.benmanes.caffeine.cache.SSMW";
    static final String CAFFEINES_ENTRY = "com.github.benmanes.caffeine.cache.PSMW";

    /** What a message looks like: each of its changes has a version, but for its author's name. */
    private record Look(long room, long seq, long version, String author) {

        static Look of(MessageView message) {
            return new Look(message.room(), message.seq(), message.version(), message.author().displayName());
        }
    }

    private final Cache<Record, String> rendered = Caffeine.newBuilder()
            .maximumWeight(MOST).weigher((Record piece, String html) -> html.length()).build();

    RawString messages(List<MessageView> messages) {
        return joined(messages, message -> rendered.get(Look.of(message), missing -> Templates.message(message).render()));
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

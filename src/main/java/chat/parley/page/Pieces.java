package chat.parley.page;

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
 * The repeated pieces of a page. What a piece looks like follows from its record alone, so it is rendered once and kept as
 * long as it is used; a page of 75 pieces cost half a thousand lookups of a value, more than everything else about it.
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

    private final Cache<Record, RawString> rendered = Caffeine.newBuilder()
            .maximumWeight(MOST).weigher((Record piece, RawString html) -> html.getValue().length()).build();

    RawString message(MessageView message) {
        return rendered.get(message, missing -> raw(Templates.message(message)));
    }

    RawString room(RoomRow room) {
        return rendered.get(room, missing -> raw(Templates.room(room)));
    }

    RawString person(Person person) {
        return rendered.get(person, missing -> raw(Templates.person(person)));
    }

    private static RawString raw(TemplateInstance template) {
        return new RawString(template.render());
    }
}

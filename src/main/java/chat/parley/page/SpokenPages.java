package chat.parley.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import chat.parley.Reader;
import io.quarkus.arc.Arc;
import io.quarkus.qute.EngineBuilder;

/** Lets every page that is made for a request speak its reader's language. Mails are made for none, and say theirs themselves. */
@ApplicationScoped
class SpokenPages {

    private final Reader reader;

    SpokenPages(Reader reader) {
        this.reader = reader;
    }

    void speak(@Observes EngineBuilder engine) {
        engine.addTemplateInstanceInitializer(page -> {
            if (Arc.container().requestContext().isActive()) {
                page.setLocale(reader.language().tag());
            }
        });
    }
}

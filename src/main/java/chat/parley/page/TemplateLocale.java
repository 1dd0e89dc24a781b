package chat.parley.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import chat.parley.i18n.UserLocale;
import io.quarkus.arc.Arc;
import io.quarkus.qute.EngineBuilder;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;

/** Lets every page that is made for a request speak its reader's language. Mails are made for none, and say theirs themselves. */
@ApplicationScoped
class TemplateLocale {

    private final UserLocale userLocale;

    TemplateLocale(UserLocale userLocale) {
        this.userLocale = userLocale;
    }

    void speak(@Observes EngineBuilder engine) {
        engine.addTemplateInstanceInitializer(page -> {
            if (Arc.container().requestContext().isActive()) {
                page.setLocale(userLocale.language().tag());
            }
        });
    }

    /** A bundle of texts in the reader's language, for what no template says. */
    <Words> Words words(Class<Words> bundle) {
        return MessageBundles.get(
                bundle, Localized.Literal.of(userLocale.language().tag()));
    }
}

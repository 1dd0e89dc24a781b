package chat.parley.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import chat.parley.i18n.UserLocale;
import io.quarkus.arc.Arc;
import io.quarkus.qute.EngineBuilder;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;

/**
 * Sets the locale of templates that are rendered for a request. Mails are rendered without a request and set their
 * own.
 */
@ApplicationScoped
public class TemplateLocale {

    private final UserLocale userLocale;

    TemplateLocale(UserLocale userLocale) {
        this.userLocale = userLocale;
    }

    void setLocale(@Observes EngineBuilder engine) {
        engine.addTemplateInstanceInitializer(page -> {
            if (Arc.container().requestContext().isActive()) {
                page.setLocale(userLocale.language().tag());
            }
        });
    }

    /** Returns a bundle of texts in the language of the user, for texts outside of templates. */
    public <Words> Words words(Class<Words> bundle) {
        return MessageBundles.get(
                bundle, Localized.Literal.of(userLocale.language().tag()));
    }
}

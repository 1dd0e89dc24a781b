package chat.parley.problem;

import java.util.Locale;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;

import org.hibernate.validator.spi.messageinterpolation.LocaleResolver;
import org.hibernate.validator.spi.messageinterpolation.LocaleResolverContext;

import chat.parley.i18n.UserLocale;
import io.quarkus.arc.Arc;

/** Sets the language of Bean Validation to the user's; the default of the platform knows only that of the browser. */
@Singleton
@Alternative
@Priority(1)
class ValidationLocale implements LocaleResolver {

    private final UserLocale userLocale;

    ValidationLocale(UserLocale userLocale) {
        this.userLocale = userLocale;
    }

    @Override
    public Locale resolve(LocaleResolverContext context) {
        return Arc.container().requestContext().isActive()
                ? Locale.forLanguageTag(userLocale.language().tag())
                : context.getDefaultLocale();
    }
}

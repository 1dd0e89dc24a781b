package chat.parley.problem;

import java.util.Locale;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;

import org.hibernate.validator.spi.messageinterpolation.LocaleResolver;
import org.hibernate.validator.spi.messageinterpolation.LocaleResolverContext;

import chat.parley.i18n.UserLocale;
import io.quarkus.arc.Arc;

/** Has Bean Validation speak the reader's language; the platform's own choice, which this one replaces, knows only the browser's. */
@Singleton
@Alternative
@Priority(1)
public class ValidationLocale implements LocaleResolver {

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

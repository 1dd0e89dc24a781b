package chat.parley.i18n;

import java.text.NumberFormat;
import java.util.Locale;

import io.quarkus.qute.TemplateExtension;
import io.quarkus.qute.TemplateExtension.TemplateAttribute;
import io.quarkus.qute.i18n.MessageBundles;

/** Numbers in message bundles, formatted for the language of the bundle. */
@TemplateExtension
final class NumberExtensions {

    private NumberExtensions() {}

    /** The digits in groups, as the language writes them: {@code {count.grouped}} is "4,000" in English. */
    static String grouped(Integer number, @TemplateAttribute(MessageBundles.ATTRIBUTE_LOCALE) Object locale) {
        var tag = locale instanceof Locale bundle ? bundle.toLanguageTag() : String.valueOf(locale);
        return NumberFormat.getIntegerInstance(Language.fromAcceptLanguage(tag).locale())
                .format(number);
    }
}

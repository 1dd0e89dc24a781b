package chat.parley.page;

import java.util.Locale;

import io.quarkus.qute.TemplateExtension;

/** Constants of enums in templates. Their own methods are those of {@link Enum}, for which the build generates no resolver. */
@TemplateExtension
final class EnumTemplateExtensions {

    private EnumTemplateExtensions() {}

    /** The name in lower case, as in JSON. */
    static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}

package chat.parley.page;

import java.util.Locale;

import io.quarkus.qute.TemplateExtension;

/** Constants of enums in templates. The build generates no resolver for methods that they inherit from {@link Enum}. */
@TemplateExtension
final class EnumTemplateExtensions {

    private EnumTemplateExtensions() {}

    /** The name in lower case, as in JSON. */
    static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}

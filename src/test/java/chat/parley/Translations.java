package chat.parley;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

import chat.parley.i18n.Language;
import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** A message bundle and its translations. */
public record Translations(Class<?> bundle) {

    /** Imports the bundles without the classes that they use, which would take seconds: only annotations are read. */
    private static final List<Translations> ALL = ArchConfiguration.withThreadLocalScope(imports -> {
        imports.setResolveMissingDependenciesFromClassPath(false);
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("chat.parley").stream()
                        .filter(type -> type.isAnnotatedWith(MessageBundle.class))
                        .map(JavaClass::reflect)
                        .map(Translations::new)
                        .toList();
    });

    /** All message bundles. */
    static List<Translations> all() {
        return ALL;
    }

    /**
     * The text in a language.
     *
     * @param text in the syntax of templates: {@code chat:send}
     */
    public static String translate(Language language, String text) {
        var name = text.split(":");
        var words = all().stream()
                .filter(bundle -> bundle.name().equals(name[0]))
                .findFirst()
                .orElseThrow();
        return language == Language.ENGLISH
                ? english(words.texts().stream()
                        .filter(method -> method.getName().equals(name[1]))
                        .findFirst()
                        .orElseThrow())
                : words.in(language).getProperty(name[1]);
    }

    String name() {
        return bundle.getAnnotation(MessageBundle.class).value();
    }

    List<Method> texts() {
        return Arrays.asList(bundle.getDeclaredMethods());
    }

    static String english(Method text) {
        return text.getAnnotation(Message.class).value();
    }

    Properties in(Language language) {
        var translated = new Properties();
        try (var file = Translations.class.getResourceAsStream(
                "/messages/%s_%s.properties".formatted(name(), language.tag()))) {
            if (file != null) {
                translated.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return translated;
    }

    @Override
    public String toString() {
        return name();
    }
}

package chat.parley;

import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** A bundle of what the service says. */
record Words(Class<?> bundle) {

    /** All that there are. */
    static List<Words> all() {
        return new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("chat.parley").stream()
                .filter(type -> type.isAnnotatedWith(MessageBundle.class)).map(JavaClass::reflect).map(Words::new).toList();
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

    Properties in(Language language) throws IOException {
        var translated = new Properties();
        try (var file = Words.class.getResourceAsStream("/messages/%s_%s.properties".formatted(name(), language.tag()))) {
            if (file != null) {
                translated.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            }
        }
        return translated;
    }

    @Override
    public String toString() {
        return name();
    }
}

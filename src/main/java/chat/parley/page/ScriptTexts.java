package chat.parley.page;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import chat.parley.i18n.Language;
import chat.parley.i18n.UserLocale;
import io.quarkus.qute.RawString;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import io.vertx.core.json.Json;

/**
 * The texts of {@link ScriptMessages} as JSON in the page, so that all texts are translated in one place and a script
 * loads only one language. Placeholders are numbered from {@code {0}}.
 */
@ApplicationScoped
@Named("scriptTexts")
class ScriptTexts {

    private final UserLocale userLocale;
    private final Map<Language, RawString> byLanguage = new ConcurrentHashMap<>();

    ScriptTexts(UserLocale userLocale) {
        this.userLocale = userLocale;
    }

    /** JSON for a script element, which ends at the first {@code </}. */
    public RawString getJson() {
        return byLanguage.computeIfAbsent(
                userLocale.language(),
                language -> new RawString(Json.encode(texts(language)).replace("<", "\\u003c")));
    }

    private static Map<String, String> texts(Language language) {
        var words = MessageBundles.get(ScriptMessages.class, Localized.Literal.of(language.tag()));
        var texts = new TreeMap<String, String>();
        for (var text : ScriptMessages.class.getDeclaredMethods()) {
            texts.put(text.getName(), numbered(text, words));
        }
        return texts;
    }

    private static String numbered(Method text, ScriptMessages words) {
        try {
            return (String) text.invoke(
                    words,
                    IntStream.range(0, text.getParameterCount())
                            .mapToObj(at -> "{" + at + "}")
                            .toArray());
        } catch (IllegalAccessException | InvocationTargetException impossible) {
            throw new IllegalStateException(text.getName(), impossible);
        }
    }
}

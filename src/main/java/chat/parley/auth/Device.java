package chat.parley.auth;

import java.util.LinkedHashMap;
import java.util.Map;

import chat.parley.i18n.Language;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;

/**
 * The browser of a session and the system that it runs on, so that the owner of the session recognizes it in a list.
 *
 * @param browser a product name, such as "Firefox"; null if unknown
 * @param operatingSystem a product name, such as "Linux" or "iPhone"; null if unknown
 */
public record Device(String browser, String operatingSystem) {

    /**
     * Names by the text that identifies them in a {@code User-Agent}. The first match counts, because most browsers
     * also contain the names of others.
     */
    private static final Map<String, String> BROWSERS = ordered(
            "Edg",
            "Edge",
            "OPR/",
            "Opera",
            "SamsungBrowser",
            "Samsung Internet",
            "FxiOS",
            "Firefox",
            "Firefox/",
            "Firefox",
            "CriOS",
            "Chrome",
            "Chrome/",
            "Chrome",
            "Safari/",
            "Safari",
            "curl/",
            "curl");

    private static final Map<String, String> OPERATING_SYSTEMS = ordered(
            "Android",
            "Android",
            "iPhone",
            "iPhone",
            "iPad",
            "iPad",
            "Windows",
            "Windows",
            "Mac OS X",
            "macOS",
            "CrOS",
            "ChromeOS",
            "Linux",
            "Linux");

    /** @param userAgent the header {@code User-Agent}; may be null */
    public static Device of(String userAgent) {
        return new Device(find(BROWSERS, userAgent), find(OPERATING_SYSTEMS, userAgent));
    }

    /** Both parts in the order of the language, such as "Firefox on Linux"; one part if the other is unknown. */
    public String describe(Language language) {
        var messages = MessageBundles.get(DeviceMessages.class, Localized.Literal.of(language.tag()));
        if (browser == null) {
            return operatingSystem == null ? messages.unknownDevice() : operatingSystem;
        }
        return operatingSystem == null ? browser : messages.browserOnSystem(browser, operatingSystem);
    }

    private static String find(Map<String, String> names, String userAgent) {
        return names.entrySet().stream()
                .filter(name -> userAgent != null && userAgent.contains(name.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static Map<String, String> ordered(String... pairs) {
        var names = new LinkedHashMap<String, String>();
        for (var i = 0; i < pairs.length; i += 2) {
            names.put(pairs[i], pairs[i + 1]);
        }
        return names;
    }
}

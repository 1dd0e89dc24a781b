package chat.parley.auth;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Describes the browser of a session, such as "Firefox on Linux", so that its owner recognizes it in a list. */
public final class Device {

    /** By what names them in a {@code User-Agent}; the first that is found counts, as most claim to be others too. */
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

    private static final Map<String, String> SYSTEMS = ordered(
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

    /** Of which nothing is known. */
    public static final String UNKNOWN = "Unknown device";
    /** Between a browser and its system. */
    public static final String ON = " on ";

    private Device() {}

    /** @param userAgent as the browser calls itself; may be null */
    public static String named(String userAgent) {
        var browser = found(BROWSERS, userAgent);
        var system = found(SYSTEMS, userAgent);
        return browser.map(name -> system.map(on -> name + ON + on).orElse(name))
                .or(() -> system)
                .orElse(UNKNOWN);
    }

    private static Optional<String> found(Map<String, String> names, String userAgent) {
        return names.entrySet().stream()
                .filter(name -> userAgent != null && userAgent.contains(name.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static Map<String, String> ordered(String... pairs) {
        var names = new LinkedHashMap<String, String>();
        for (var i = 0; i < pairs.length; i += 2) {
            names.put(pairs[i], pairs[i + 1]);
        }
        return names;
    }
}

package chat.parley.markdown;

import java.util.List;
import java.util.regex.Pattern;

import org.owasp.html.HtmlStreamEventReceiver;
import org.owasp.html.HtmlStreamEventReceiverWrapper;

/**
 * Keeps parentheses in addresses as they were typed. The sanitizer writes them as {@code %28} and {@code %29}, for use
 * in style sheets, which some sites take for another page. To tell these from ones that were typed, the latter get another
 * {@code 25} before the sanitizer, and lose it after it.
 */
final class UrlParentheses {

    private static final Pattern TYPED = Pattern.compile("%((?:25)*2[89])");
    private static final Pattern SANITIZED = Pattern.compile("%(?:25((?:25)*2[89])|2([89]))");

    private UrlParentheses() {}

    /** Returns an address for the sanitizer. */
    static String protect(String address) {
        return TYPED.matcher(address).replaceAll("%25$1");
    }

    private static String restore(String address) {
        return SANITIZED.matcher(address).replaceAll(found -> {
            var typed = found.group(1);
            if (typed != null) {
                return "%" + typed;
            }
            return found.group(2).equals("8") ? "(" : ")";
        });
    }

    /** Undoes both in the links that the sanitizer lets through. */
    static HtmlStreamEventReceiver restoring(HtmlStreamEventReceiver output) {
        return new HtmlStreamEventReceiverWrapper(output) {
            @Override
            public void openTag(String element, List<String> attributes) {
                for (var at = 0; at < attributes.size(); at += 2) {
                    if (attributes.get(at).equals("href")) {
                        attributes.set(at + 1, restore(attributes.get(at + 1)));
                    }
                }
                super.openTag(element, attributes);
            }
        };
    }
}

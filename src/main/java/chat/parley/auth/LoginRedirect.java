package chat.parley.auth;

import java.util.regex.Pattern;

/**
 * The page after sign-in or sign-up: the room of the invitation link, or the chat. Other targets are ignored, which
 * prevents open redirects.
 */
public final class LoginRedirect {

    private static final Pattern ROOM_LINK = Pattern.compile("/join/[A-Za-z0-9_-]{43}");
    private static final String CHAT = "/";

    private LoginRedirect() {}

    /**
     * Returns the path to redirect to.
     *
     * @param requested an untrusted path from a link or form; may be null
     */
    public static String path(String requested) {
        return isAllowed(requested) ? requested : CHAT;
    }

    /**
     * Returns the query parameter {@code next} for the sign-in page; empty if the target is the chat.
     *
     * @param separator {@code ?} or {@code &}
     */
    public static String parameter(String requested, String separator) {
        return isAllowed(requested) ? separator + "next=" + requested : "";
    }

    private static boolean isAllowed(String requested) {
        return requested != null && ROOM_LINK.matcher(requested).matches();
    }
}

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

    /** @param asked what a link or a form says, which anyone can have written; may be null */
    public static String path(String asked) {
        return leadsOn(asked) ? asked : CHAT;
    }

    /** As a parameter behind the address of the sign-in page; empty where the way leads to the chat anyway. */
    public static String parameter(String asked, String before) {
        return leadsOn(asked) ? before + "next=" + asked : "";
    }

    private static boolean leadsOn(String asked) {
        return asked != null && ROOM_LINK.matcher(asked).matches();
    }
}

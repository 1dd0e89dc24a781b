package chat.parley.account;

import java.util.regex.Pattern;

/** Where someone goes after signing in or up: to the room whose link they came by, or to the chat, and nowhere else. */
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

package chat.parley.page;

import chat.parley.auth.AuthenticatedUser;
import chat.parley.room.RoomView;
import io.quarkus.qute.RawString;

/**
 * The initial content of the chat page.
 *
 * @param administrator whether the user administers the server
 * @param unread the rooms with unread messages, conversations first
 * @param rooms the other named rooms, by name
 * @param conversations the other direct and group conversations, latest activity first
 * @param room the open room; null if there is none
 * @param missing whether a requested room does not exist or is not visible
 * @param messages the newest ones, or those around the requested one, oldest first
 * @param more whether there are older ones
 * @param later whether there are newer ones
 * @param at the place of the requested message, or null
 * @param blank the templates that the script copies for later content
 */
record ChatView(
        AuthenticatedUser me,
        boolean administrator,
        RawString unread,
        RawString rooms,
        RawString conversations,
        RoomView room,
        boolean missing,
        RawString messages,
        boolean more,
        boolean later,
        Long at,
        Blank blank) {

    /** Empty templates of a message and a room. */
    record Blank(RawString message, RawString room) {}
}

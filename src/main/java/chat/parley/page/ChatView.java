package chat.parley.page;

import chat.parley.auth.AuthenticatedUser;
import chat.parley.room.RoomView;
import io.quarkus.qute.RawString;

/**
 * The initial content of the chat page.
 *
 * @param rooms the rooms of the user, latest activity first
 * @param others public rooms that the user can join
 * @param room the open room; null if there is none
 * @param missing whether a requested room does not exist or is not visible
 * @param messages the newest ones, or those around the requested one, oldest first
 * @param more whether there are older ones
 * @param later whether there are newer ones
 * @param at the place of the requested message, or null
 * @param people the first page of accounts, by name
 * @param peopleNext the value of {@code after} for the next page of accounts, or null
 * @param blank the templates that the script copies for later content
 */
record ChatView(
        AuthenticatedUser me,
        RawString rooms,
        RawString others,
        RoomView room,
        boolean missing,
        RawString messages,
        boolean more,
        boolean later,
        Long at,
        RawString people,
        String peopleNext,
        Blank blank) {

    /** Empty templates of a message, a room and a person. */
    record Blank(RawString message, RawString room, RawString person) {}
}

package chat.parley.page;

import chat.parley.account.AuthenticatedUser;
import chat.parley.room.RoomView;
import io.quarkus.qute.RawString;

/**
 * What the chat page first shows.
 *
 * @param admin whether one administers the service
 * @param rooms those that one is in, latest activity first
 * @param others public rooms that one could join
 * @param room the open one; null where there is none at all
 * @param missing whether a room was asked for that is not there to be seen
 * @param messages its newest, or those around the one that was asked for, oldest first
 * @param more whether there are older ones
 * @param later whether there are newer ones
 * @param at the place of the message that was asked for, or null
 * @param people the first by name
 * @param peopleNext the value for {@code after} that continues the people, or null
 * @param blank from which the page makes the shape of what comes later
 */
public record ChatView(
        AuthenticatedUser me,
        boolean admin,
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

    /** One of each kind, with nothing in it. */
    public record Blank(RawString message, RawString room, RawString person) {}
}

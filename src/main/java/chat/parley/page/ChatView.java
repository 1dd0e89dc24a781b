package chat.parley.page;

import java.util.List;

import chat.parley.account.Me;
import chat.parley.account.Person;
import chat.parley.message.MessageView;
import chat.parley.room.RoomView;

/**
 * What the chat page first shows.
 *
 * @param rooms those that one is in, latest activity first
 * @param others public rooms that one could join
 * @param room the open one; null where there is none at all
 * @param messages its newest, oldest first
 * @param more whether there are older ones
 * @param people the first by name
 * @param peopleNext the value for {@code after} that continues the people, or null
 * @param blank the message from which the page makes the shape of those that come later
 */
public record ChatView(Me me, List<RoomView> rooms, List<RoomView> others, RoomView room, List<MessageView> messages,
        boolean more, List<Person> people, String peopleNext, MessageView blank) {
}

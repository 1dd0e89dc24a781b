package chat.parley.page;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What the quick switcher and the sheet of keys say. */
@MessageBundle("keys")
interface ShortcutMessages {

    @Message("Go to")
    String goTo();

    @Message("Room or person")
    String roomOrPerson();

    @Message("Rooms and people found")
    String found();

    @Message("Nothing is called like that.")
    String nothingCalledThat();

    @Message("Keyboard")
    String keyboard();

    @Message("Go to a room or a person")
    String goToRoomOrPerson();

    @Message("or")
    String or();

    @Message("Search messages")
    String searchMessages();

    @Message("Show these keys")
    String showKeys();

    @Message("Close what is open; in the messages: mark all as read")
    String escape();

    @Message("Writing")
    String writing();

    @Message("Send")
    String send();

    @Message("Break the line")
    String breakLine();

    @Message("Edit your last message, where nothing is typed")
    String editLast();

    @Message("Complete a name, an emoji")
    String complete();

    @Message("Reading")
    String reading();

    @Message("From message to message; Tab reaches what can be done with one")
    String fromMessageToMessage();

    @Message("The first message, the newest")
    String firstAndNewest();

    @Message("Mark as unread from here")
    String unreadFromHere();

    // --- What stands on the keys where people write that language

    @Message("Ctrl")
    String ctrl();

    @Message("Shift")
    String shift();

    @Message("Esc")
    String esc();

    @Message("Enter")
    String enter();

    @Message("Home")
    String home();

    @Message("End")
    String end();
}

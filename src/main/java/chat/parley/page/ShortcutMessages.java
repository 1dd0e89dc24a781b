package chat.parley.page;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Texts of the quick switcher and the list of keyboard shortcuts. */
@MessageBundle("shortcut")
interface ShortcutMessages {

    @Message("Jump to…")
    String jumpTo();

    @Message("Room or person")
    String roomOrPerson();

    @Message("Rooms and people found")
    String found();

    @Message("No rooms or people found.")
    String noResults();

    @Message("Keyboard shortcuts")
    String keyboardShortcuts();

    @Message("Jump to a room or a person")
    String jumpToRoomOrPerson();

    @Message("or")
    String or();

    @Message("Search messages")
    String searchMessages();

    @Message("Show keyboard shortcuts")
    String showShortcuts();

    @Message("Close what's open; in the messages and the message box: mark all as read")
    String escape();

    @Message("Writing")
    String writing();

    @Message("Send")
    String send();

    @Message("New line")
    String newLine();

    @Message("Edit your last message, when the message box is empty")
    String editLast();

    @Message("Complete a name or an emoji")
    String complete();

    @Message("Reading")
    String reading();

    @Message("Previous or next message")
    String fromMessageToMessage();

    @Message("First or newest message")
    String firstAndNewest();

    @Message("Links and actions of the message")
    String withinMessage();

    @Message("Reply")
    String reply();

    @Message("Edit")
    String edit();

    @Message("Add a reaction")
    String react();

    @Message("Mark as unread from here")
    String unreadFromHere();

    // --- The labels of keys on keyboards of the language

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

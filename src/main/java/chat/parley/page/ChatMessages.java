package chat.parley.page;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Texts of the chat page other than messages, dialogs and scripts. */
@MessageBundle("chat")
interface ChatMessages {

    @Message("Skip to the message box")
    String skip();

    @Message("Rooms and people")
    String roomsAndPeople();

    @Message("Jump to…")
    String jumpTo();

    @Message("Browse rooms")
    String browseRooms();

    @Message("Unread")
    String unreadRooms();

    @Message("Add rooms")
    String addRooms();

    @Message("Direct messages")
    String directMessages();

    @Message("New message")
    String newMessage();

    /** After the user's own name. */
    @Message("(you)")
    String you();

    @Message("Draft")
    String draft();

    @Message("{name}: account menu")
    String accountMenuOf(String name);

    @Message("Settings")
    String settings();

    @Message("Administration")
    String administration();

    @Message("Keyboard shortcuts")
    String keyboardShortcuts();

    @Message("Menu")
    String menu();

    @Message("Jump to date")
    String jumpToDate();

    @Message("About")
    String about();

    @Message("Messages")
    String messages();

    @Message("Load earlier messages")
    String loadEarlier();

    @Message("Load later messages")
    String loadLater();

    @Message("No messages yet.")
    String empty();

    @Message("Say hello.")
    String sayHello();

    @Message("Mark as read")
    String markAsRead();

    @Message("Jump to newest")
    String jumpToNewest();

    @Message("Suggestions")
    String suggestions();

    @Message("Files to send")
    String filesToSend();

    @Message("Attach files")
    String attach();

    @Message("Choose an emoji")
    String chooseEmoji();

    @Message("Message")
    String messageBox();

    @Message("Write a message")
    String writeMessage();

    @Message("Send")
    String send();

    @Message("Retry")
    String retry();

    @Message("This room is archived. You can read it, but you can't post in it.")
    String archived();

    @Message("No room is open")
    String noRoomOpen();

    @Message("Create the first room, or send someone a message.")
    String createFirstRoom();

    @Message("Room not found")
    String roomNotFound();

    @Message("Or you don't have access to it. Choose another room or create one.")
    String roomNotFoundHint();

    @Message("Mentions:")
    String mentions();

    @Message("unread")
    String unread();

    @Message("online")
    String online();

    @Message("offline")
    String offline();

    @Message("Search messages")
    String searchMessages();

    @Message("Search results")
    String searchResults();

    @Message("More results")
    String moreResults();

    @Message("Filters:")
    String filters();

    @Message("exact phrase")
    String exactPhrase();

    @Message("Room")
    String room();

    @Message("Add people")
    String addPeople();

    @Message("Notify me about")
    String notifyAbout();

    @Message("All messages")
    String allMessages();

    @Message("Mentions only")
    String mentionsOnly();

    @Message("Nothing")
    String nothing();

    @Message("Close About")
    String closeAbout();

    @Message("Pinned")
    String pinned();

    @Message("Find a member")
    String findMember();

    @Message("Members of this room")
    String membersOfRoom();

    @Message("More members")
    String moreMembers();
}

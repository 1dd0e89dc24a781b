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

    @Message("Go to")
    String goTo();

    @Message("Browse")
    String browse();

    @Message("More to join")
    String moreToJoin();

    @Message("Talk with several")
    String talkWithSeveral();

    @Message("Find people")
    String findPeople();

    @Message("{name}: settings")
    String settingsOf(String name);

    @Message("Keyboard")
    String keyboard();

    @Message("Menu")
    String menu();

    @Message("Jump to a date")
    String jumpToDate();

    @Message("Details")
    String details();

    @Message("Messages")
    String messages();

    @Message("Load earlier messages")
    String loadEarlier();

    @Message("Load later messages")
    String loadLater();

    @Message("Nothing here yet. Say hello.")
    String empty();

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

    @Message("This room is archived: it can be read, but not written in.")
    String archived();

    @Message("No room is open")
    String noRoomIsOpen();

    @Message("Make the first room, or open one with somebody from the list of people.")
    String makeTheFirst();

    @Message("There is no such room")
    String noSuchRoom();

    @Message("Or none for you to see. Choose another one, or make it.")
    String orNoneToSee();

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

    @Message("Found messages")
    String foundMessages();

    @Message("More messages")
    String moreMessages();

    @Message("Narrow it down:")
    String narrowDown();

    @Message("in these words")
    String inTheseWords();

    @Message("Room")
    String room();

    @Message("Invite")
    String invite();

    @Message("Tell me of")
    String tellMeOf();

    @Message("Every message")
    String everyMessage();

    @Message("Mentions")
    String onlyMentions();

    @Message("Nothing")
    String nothing();

    @Message("Close the details")
    String closeDetails();

    @Message("Pinned")
    String pinned();

    @Message("Find a member")
    String findMember();

    @Message("Members of this room")
    String membersOfRoom();

    @Message("More members")
    String moreMembers();
}

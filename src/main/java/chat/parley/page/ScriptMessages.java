package chat.parley.page;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What the page's script says. A number decides between the parts of a text that are named after the plural categories of
 * Unicode's CLDR, of which each language has its own: {@code one: … | other: …}.
 */
@MessageBundle("script")
@RegisterForReflection
interface ScriptMessages {

    @Message("Several people are typing…")
    String severalType();

    @Message("one: {who} is typing… | other: {who} are typing…")
    String types(String number, String who);

    @Message("one: {number} new message | other: {number} new messages")
    String newMessages(String number);

    @Message("a file")
    String aFile();

    /** What somebody has written. */
    @Message("{who}: {what}")
    String says(String who, String what);

    /** Before what somebody has written, where that has an element of its own. */
    @Message("{who}:")
    String saidBy(String who);

    @Message("Sending…")
    String sending();

    @Message("Not sent")
    String notSent();

    @Message("Retry")
    String retry();

    @Message("Discard")
    String discard();

    /** Of a message; a button that shows what it said before. */
    @Message("edited")
    String edited();

    /** Versions of a message. */
    @Message("There are none.")
    String noEarlierTexts();

    @Message("This message was deleted.")
    String messageDeleted();

    @Message("Delete this message for everyone?")
    String deleteForEveryone();

    @Message("In reply to a message")
    String inReply();

    /** Where the reader is one of them, {@link #you} stands among the names. */
    @Message("{emoji} by {names}")
    String reactedBy(String emoji, String names);

    @Message("you")
    String you();

    @Message("one: {names} and {number} more | other: {names} and {number} more")
    String andMore(String number, String names);

    @Message("The link is copied.")
    String linkCopied();

    @Message("Go to the message")
    String goToMessage();

    @Message("Nothing is pinned here.")
    String nothingPinned();

    @Message("Loading…")
    String loading();

    @Message("Load earlier messages")
    String loadEarlier();

    @Message("Load later messages")
    String loadLater();

    /** On the button that tries again. */
    @Message("Earlier messages could not be loaded. Try again")
    String earlierNotLoaded();

    @Message("Later messages could not be loaded. Try again")
    String laterNotLoaded();

    @Message("That part of the conversation could not be loaded.")
    String partNotLoaded();

    /** At the line above the first new message. */
    @Message("New")
    String newFromHere();

    @Message("New messages")
    String newOnes();

    @Message("Jump to newest")
    String jumpToNewest();

    @Message("one: {number} new message: jump to the first | other: {number} new messages: jump to the first")
    String jumpToNew(String number);

    @Message("Today")
    String today();

    @Message("Yesterday")
    String yesterday();

    @Message("Reply to {who}")
    String replyTo(String who);

    @Message("Edit your message")
    String editMessage();

    /** Whom a mention of the room calls. */
    @Message("Everyone here")
    String everyoneHere();

    @Message("This room is archived: it can be read, but not written in.")
    String roomArchived();

    @Message("You are not in this room any more.")
    String roomLeft();

    @Message("{number} B")
    String bytes(String number);

    @Message("{number} KB")
    String kilobytes(String number);

    @Message("{number} MB")
    String megabytes(String number);

    @Message("{file} is on its way")
    String fileMoves(String file);

    @Message("Remove {file}")
    String removeFile(String file);

    @Message("Files have {size} at most.")
    String fileAtMost(String size);

    @Message("The file is too large.")
    String fileTooLarge();

    @Message("Try again what could not be sent, or remove it.")
    String filesFailed();

    @Message("The message goes as soon as the files are there.")
    String filesHoldUp();

    @Message(
            "one: A message takes {number} file: the others were left out. | other: A message takes {number} files: the others were left out.")
    String filesLeftOut(String number);

    @Message("There is no such room.")
    String noSuchRoom();

    @Message("one: {number} member | other: {number} members")
    String members(String number);

    @Message("Join {room}")
    String joinRoom(String room);

    @Message("Restore {room}")
    String restoreRoom(String room);

    @Message("It can still be read, but nobody can write in it any more, until you restore it. Archive this room?")
    String archiveRoom();

    @Message("Only its members can bring you back into a private room. Leave it?")
    String leavePrivate();

    @Message("There are no links into this room.")
    String noLinks();

    /** A link into a room: who made it, and for how many. */
    @Message("By {who}")
    String linkFor(String who);

    @Message("one: By {who}, for one person | other: By {who}, for {number} people")
    String linkForSome(String number, String who);

    /** In how long it works no more: "in 3 days", "tomorrow". */
    @Message("ends {time}")
    String linkEnds(String time);

    @Message("Copy the selected link.")
    String copySelected();

    @Message("Nobody goes by that name.")
    String nobodyOfThatName();

    @Message("Nobody here goes by that name.")
    String nobodyHereOfThatName();

    /** Whom one has chosen to talk with. */
    @Message("With {names}")
    String withPeople(String names);

    @Message("Nobody is chosen yet.")
    String nobodyChosen();

    @Message("online")
    String online();

    @Message("offline")
    String offline();

    @Message("Role of {who}")
    String roleOf(String who);

    @Message("owner")
    String owner();

    @Message("moderator")
    String moderator();

    @Message("member")
    String member();

    @Message("Remove {who}")
    String removePerson(String who);

    @Message("Remove {who} from this room?")
    String removeFromRoom(String who);

    @Message("Connected")
    String connected();

    @Message("Reconnecting…")
    String reconnecting();

    @Message("Offline")
    String notConnected();

    @Message("The service cannot be reached right now.")
    String serviceUnreachable();

    @Message("The service could not do that.")
    String serviceFailed();

    /** What is wrong with a field, as the service says it. */
    @Message("{field} {message}.")
    String fault(String field, String message);

    // --- What such fields are called

    @Message("Name")
    String fieldName();

    @Message("Topic")
    String fieldTopic();

    @Message("Message")
    String fieldMessage();

    @Message("File")
    String fieldFile();

    @Message("People")
    String fieldPeople();

    @Message("The search")
    String fieldSearch();

    @Message("from")
    String filterFrom();

    @Message("in")
    String filterIn();

    @Message("before")
    String filterBefore();

    @Message("after")
    String filterAfter();

    @Message("has")
    String filterHas();

    /** At the head of a notification. */
    @Message("{who} in {room}")
    String writesIn(String who, String room);

    @Message("Searching…")
    String searching();

    @Message("Nothing was found.")
    String nothingFound();

    /** At the head of the emoji that were found; each group of them has its own. */
    @Message("Found")
    String emojiFound();

    @Message("Lately")
    String emojiLately();

    @Message("Smileys & Emotion")
    String smileys();

    @Message("People & Body")
    String people();

    @Message("Animals & Nature")
    String nature();

    @Message("Food & Drink")
    String food();

    @Message("Travel & Places")
    String travel();

    @Message("Activities")
    String activities();

    @Message("Objects")
    String objects();

    @Message("Symbols")
    String symbols();

    @Message("Flags")
    String flags();
}

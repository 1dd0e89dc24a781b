package chat.parley.page;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Texts of the script of the page. A text with a number has one part for each plural category of the language in
 * Unicode CLDR: {@code one: … | other: …}.
 */
@MessageBundle("script")
@RegisterForReflection
interface ScriptMessages {

    @Message("Several people are typing…")
    String severalTyping();

    @Message("one: {who} is typing… | other: {who} are typing…")
    String types(String number, String who);

    @Message("one: {number} new message | other: {number} new messages")
    String newMessages(String number);

    /** Unread rooms that are out of view, above or below. */
    @Message("one: ↑ {number} unread | other: ↑ {number} unread")
    String unreadAbove(String number);

    @Message("one: ↓ {number} unread | other: ↓ {number} unread")
    String unreadBelow(String number);

    @Message("a file")
    String aFile();

    /** A message with its author, as one text. */
    @Message("{who}: {what}")
    String says(String who, String what);

    /** The author before a message in a separate element. */
    @Message("{who}:")
    String messageBy(String who);

    @Message("Sending…")
    String sending();

    @Message("Not sent")
    String notSent();

    @Message("Retry")
    String retry();

    @Message("Discard")
    String discard();

    /** The button that shows the earlier versions of a message. */
    @Message("edited")
    String edited();

    /** Versions of a message. */
    @Message("No earlier versions.")
    String noEarlierVersions();

    @Message("This message was deleted.")
    String messageDeleted();

    @Message("Delete this message for everyone?")
    String deleteForEveryone();

    @Message("In reply to a message")
    String inReply();

    /** {@code names} contains {@link #you} if the user is among them. */
    @Message("{emoji} by {names}")
    String reactedBy(String emoji, String names);

    @Message("you")
    String you();

    @Message("one: {names} and {number} more | other: {names} and {number} more")
    String andMore(String number, String names);

    @Message("Link copied.")
    String linkCopied();

    @Message("Jump")
    String goToMessage();

    @Message("No pinned messages.")
    String nothingPinned();

    @Message("Loading…")
    String loading();

    @Message("Load earlier messages")
    String loadEarlier();

    @Message("Load later messages")
    String loadLater();

    /** The button to try again. */
    @Message("Couldn't load earlier messages. Try again")
    String earlierNotLoaded();

    @Message("Couldn't load later messages. Try again")
    String laterNotLoaded();

    @Message("Couldn't load that part of the conversation.")
    String partNotLoaded();

    /** The line above the first new message. */
    @Message("New")
    String unreadLine();

    @Message("New messages")
    String newMessagesButton();

    @Message("Jump to newest")
    String jumpToNewest();

    @Message("one: {number} new message ↑ | other: {number} new messages ↑")
    String jumpToNew(String number);

    @Message("Today")
    String today();

    @Message("Yesterday")
    String yesterday();

    @Message("Reply to {who}")
    String replyTo(String who);

    @Message("Edit your message")
    String editMessage();

    /** Describes a mention of the room. */
    @Message("Notify everyone in this room")
    String notifyEveryone();

    @Message("This room is archived. You can read it, but you can't post in it.")
    String roomArchived();

    @Message("You are no longer in this room.")
    String roomLeft();

    @Message("{number} B")
    String bytes(String number);

    @Message("{number} KB")
    String kilobytes(String number);

    @Message("{number} MB")
    String megabytes(String number);

    @Message("Uploading {file}")
    String uploadingFile(String file);

    @Message("Remove {file}")
    String removeFile(String file);

    @Message("Files can be up to {size}.")
    String maxFileSize(String size);

    @Message("The file is too large.")
    String fileTooLarge();

    @Message("Some files couldn't be uploaded. Retry or remove them.")
    String filesFailed();

    @Message("The message will be sent as soon as the files are uploaded.")
    String waitingForUploads();

    @Message(
            "one: A message can have {number} file. The others were left out. | other: A message can have {number} files. The others were left out.")
    String tooManyFiles(String number);

    @Message("No rooms found.")
    String noSuchRoom();

    @Message("one: {number} member | other: {number} members")
    String members(String number);

    @Message("Join {room}")
    String joinRoom(String room);

    @Message("Restore {room}")
    String restoreRoom(String room);

    @Message("Archive this room? It can still be read, but nobody can post in it until you restore it.")
    String archiveRoom();

    @Message("Leave this private room? You can only come back if a member adds you.")
    String leavePrivate();

    @Message("No invitation links.")
    String noLinks();

    /** The creator of an invitation link. */
    @Message("Created by {who}")
    String linkCreatedBy(String who);

    @Message("one: Created by {who}, {number} use left | other: Created by {who}, {number} uses left")
    String linkCreatedByUsesLeft(String number, String who);

    /** The time when a link expires, such as "in 3 days" or "tomorrow". */
    @Message("expires {time}")
    String linkExpires(String time);

    @Message("Copy the selected link.")
    String copySelected();

    @Message("No people found.")
    String nobodyOfThatName();

    @Message("No members found.")
    String noMembersFound();

    /** The people selected for a conversation. */
    @Message("With {names}")
    String withPeople(String names);

    @Message("Nobody is selected yet.")
    String nobodySelected();

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

    @Message("Can't reach the server right now.")
    String serviceUnreachable();

    @Message("Something went wrong on the server.")
    String serviceFailed();

    /** The title of a notification. */
    @Message("{who} in {room}")
    String userInRoom(String who, String room);

    @Message("Searching…")
    String searching();

    @Message("No results.")
    String nothingFound();

    /** The heading of the emoji that were found; each group has its own. */
    @Message("Results")
    String emojiFound();

    @Message("Frequently used")
    String frequentEmoji();

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

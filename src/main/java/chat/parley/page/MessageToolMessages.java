package chat.parley.page;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Texts of messages and their actions. */
@MessageBundle("message")
interface MessageToolMessages {

    @Message("pinned")
    String pinned();

    @Message("Today")
    String today();

    @Message("Yesterday")
    String yesterday();

    /**
     * A pattern of {@code DateTimeFormatter}, because the short format of the JDK differs from that of browsers in
     * some languages.
     */
    @Message("h:mm a")
    String timeOfDay();

    /** The pattern of a day in the current year. */
    @Message("EEEE, MMMM d")
    String dayOfThisYear();

    @Message("In reply to a message")
    String inReply();

    @Message("This message was deleted.")
    String deleted();

    @Message("Reactions")
    String reactions();

    @Message("edited")
    String edited();

    @Message("Message actions")
    String tools();

    @Message("React with thumbs up")
    String reactThumbsUp();

    @Message("React with a heart")
    String reactHeart();

    @Message("React with tears of joy")
    String reactJoy();

    @Message("React with another emoji")
    String reactOther();

    @Message("React")
    String react();

    @Message("Reply")
    String reply();

    @Message("Edit")
    String edit();

    @Message("Copy link")
    String copyLink();

    @Message("Mark as unread")
    String markUnread();

    @Message("Pin")
    String pin();

    @Message("Unpin")
    String unpin();

    @Message("Delete")
    String delete();
}

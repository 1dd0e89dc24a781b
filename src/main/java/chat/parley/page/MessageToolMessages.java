package chat.parley.page;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What stands at a message, and what can be done with it. */
@MessageBundle("message")
interface MessageToolMessages {

    @Message("pinned")
    String pinned();

    @Message("Today")
    String today();

    @Message("Yesterday")
    String yesterday();

    /** In the letters of Java's {@code DateTimeFormatter}: what a JDK calls short is another in some languages than what browsers do. */
    @Message("h:mm a")
    String timeOfDay();

    /** How a day is written whose year goes without saying. */
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

package chat.parley.search;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Names of search filters, one word each, as a user types them before a colon. */
@MessageBundle("filter")
interface FilterMessages {

    @Message("from")
    String from();

    @Message("in")
    String in();

    /** Excludes this day and later ones. */
    @Message("before")
    String before();

    /** Includes this day and later ones. */
    @Message("after")
    String after();

    /** Precedes {@link #file}. */
    @Message("has")
    String has();

    @Message("file")
    String file();

    /** Placeholder for a username, after {@link #from}. */
    @Message("name")
    String someName();

    /** Placeholder for the name of a room, after {@link #in}. */
    @Message("room")
    String someRoom();
}

package chat.parley.search;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Names of search filters, one word each, as a user types them before a colon. */
@MessageBundle("filter")
public interface FilterMessages {

    @Message("from")
    String from();

    @Message("in")
    String in();

    /** A day that is too late. */
    @Message("before")
    String before();

    /** The first day. */
    @Message("after")
    String after();

    /** Stands before {@link #file}. */
    @Message("has")
    String has();

    @Message("file")
    String file();

    /** Stands for somebody's username, behind {@link #from}. */
    @Message("name")
    String someName();

    /** Stands for the name of a room, behind {@link #in}. */
    @Message("room")
    String someRoom();
}

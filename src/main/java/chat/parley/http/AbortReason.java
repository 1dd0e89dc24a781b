package chat.parley.http;

import java.util.Locale;

/** Reasons for closing a connection, or rejecting its request, before there is a response. */
enum AbortReason {

    /** The request was not complete in time. */
    SLOW,
    /** The network address had too many incomplete requests. */
    ADDRESS,
    /** There were too many connections, of the network address or in total. */
    CONNECTIONS,
    /** Too many bytes were buffered in the process. */
    MEMORY,
    /** The client did not read its response. */
    UNREAD;

    /** The name in metrics. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}

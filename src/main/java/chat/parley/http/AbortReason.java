package chat.parley.http;

import java.util.Locale;

/** Reasons for closing a connection, or rejecting its request, before there is a response. */
enum AbortReason {

    /** The request was not complete in time. */
    SLOW,
    /** Its network address had too many requests that were not complete. */
    ADDRESS,
    /** There were too many connections, of its network address or together. */
    CONNECTIONS,
    /** Too many bytes waited in the process. */
    MEMORY,
    /** The client took nothing of its answer. */
    UNREAD;

    /** Its name in metrics. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}

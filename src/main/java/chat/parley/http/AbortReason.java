package chat.parley.http;

import java.util.Locale;

/** Why a connection is closed, or its request refused, before there is an answer. */
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

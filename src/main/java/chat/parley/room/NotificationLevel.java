package chat.parley.room;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What of a room someone wants to be told of. In the database by the same small letters as in JSON. */
public enum NotificationLevel {

    /** Every message: what is usual in conversations. */
    @JsonProperty("all")
    ALL,
    /** Those that mention one: what is usual in rooms with a name. */
    @JsonProperty("mentions")
    MENTIONS,
    /** None: the room is muted. */
    @JsonProperty("nothing")
    NOTHING
}

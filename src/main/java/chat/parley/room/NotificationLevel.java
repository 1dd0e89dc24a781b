package chat.parley.room;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which messages of a room notify a member. Stored with the same lower-case names as in JSON. */
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

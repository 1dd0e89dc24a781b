package chat.parley.room;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which messages of a room notify a member. Stored with the same lower-case names as in JSON. */
public enum NotificationLevel {

    /** Every message. The default in conversations. */
    @JsonProperty("all")
    ALL,
    /** Messages that mention the member. The default in rooms with a name. */
    @JsonProperty("mentions")
    MENTIONS,
    /** None: the room is muted. */
    @JsonProperty("nothing")
    NOTHING
}

package chat.parley.room;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The kind of a room, which decides who may see it. Stored with the same lower-case names as in JSON. */
public enum RoomKind {

    /** Everyone may see and join it. */
    @JsonProperty("public")
    PUBLIC,
    /** Only members see it. Others join by invitation. */
    @JsonProperty("private")
    PRIVATE,
    /** A room of two people, or of one person alone. */
    @JsonProperty("direct")
    DIRECT
}

package chat.parley.room;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The kind of a room, which decides who may see it. Stored with the same lower-case names as in JSON. */
public enum RoomKind {

    /** Everyone sees it and may join it. */
    @JsonProperty("public")
    PUBLIC,
    /** Only its members see it; others are invited. */
    @JsonProperty("private")
    PRIVATE,
    /** Two people, or one with themselves. */
    @JsonProperty("direct")
    DIRECT
}

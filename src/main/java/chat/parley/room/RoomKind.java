package chat.parley.room;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who may see a room. In the database by the same small letters as in JSON. */
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

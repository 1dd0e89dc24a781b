package chat.parley.room;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a member is in a room, most first; {@link RoomPermission} says what each may do. */
public enum Role {

    /** Changes and archives the room, and says who moderates. */
    @JsonProperty("owner")
    OWNER,
    /** Invites and removes people. */
    @JsonProperty("moderator")
    MODERATOR,
    /** Reads and posts. */
    @JsonProperty("member")
    MEMBER
}

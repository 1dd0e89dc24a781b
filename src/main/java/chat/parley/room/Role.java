package chat.parley.room;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Roles of members, from most to least permissions; {@link RoomPermission} lists what each may do. */
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

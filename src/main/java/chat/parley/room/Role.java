package chat.parley.room;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Roles of members, from most to least permissions; {@link RoomPermission} lists what each may do. */
public enum Role {

    /** Edits and archives the room, and assigns roles. */
    @JsonProperty("owner")
    OWNER,
    /** Invites and removes members. */
    @JsonProperty("moderator")
    MODERATOR,
    /** Reads and posts. */
    @JsonProperty("member")
    MEMBER
}

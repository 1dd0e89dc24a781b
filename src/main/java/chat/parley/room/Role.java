package chat.parley.room;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a member may do in a room, most first. */
public enum Role {

    /** Changes and archives the room, and says who moderates. */
    @JsonProperty("owner")
    OWNER,
    /** Invites and removes people. */
    @JsonProperty("moderator")
    MODERATOR,
    /** Reads and posts. */
    @JsonProperty("member")
    MEMBER;

    boolean invites() {
        return this != MEMBER;
    }
}

package chat.parley.room;

/** Someone in a room, as others there see them. */
public record Member(String username, String displayName, boolean online, Role role) {
}

package chat.parley.room;

/**
 * Someone in a room, as others there see them.
 *
 * @param picture where their picture is; null where they have none
 */
public record Member(String username, String displayName, String picture, boolean online, Role role) {}

package chat.parley.room;

/**
 * A member of a room, as other members see it.
 *
 * @param picture URL of the avatar; null if there is none
 */
record Member(String username, String displayName, String picture, boolean online, Role role) {}

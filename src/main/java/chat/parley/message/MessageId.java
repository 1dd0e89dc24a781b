package chat.parley.message;

/**
 * Identifies a message.
 *
 * @param room the id of the room
 * @param seq the place in the room, from 1, without gaps
 */
public record MessageId(long room, long seq) {}

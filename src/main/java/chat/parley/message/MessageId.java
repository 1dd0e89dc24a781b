package chat.parley.message;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * Identifies a message.
 *
 * @param room the id of the room
 * @param seq the place in the room, from 1, without gaps
 */
@Embeddable
public record MessageId(@Column(name = "room_id") Long room, Long seq) {}

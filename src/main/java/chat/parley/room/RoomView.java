package chat.parley.room;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A room as one person sees it.
 *
 * @param name for a conversation, the display names of the others, as far as there is place
 * @param member whether the viewer is in it
 * @param role null for who is not in it
 * @param lastRead the place of the last message that the viewer has read; 0 for who is not in it
 * @param unread exactly the messages after {@code lastRead} that are not the viewer's own
 * @param mentionedAt the places of those among them that mention the viewer, or everyone; looked for in the latest 200 unread
 *        ones that mention anybody
 * @param with for a direct room, the username of the other; else null
 * @param unnamed whether it is a conversation, of two or of several, that is called by who is in it
 * @param level what the viewer wants to be told of; null for who is not in it
 * @param members how many are in it; null where that is not counted, as in the list of one's own and on the socket
 */
public record RoomView(
        long id,
        String name,
        String topic,
        RoomKind kind,
        boolean member,
        Role role,
        long seq,
        long version,
        long lastRead,
        long unread,
        List<Long> mentionedAt,
        Instant createdAt,
        boolean archived,
        String with,
        boolean unnamed,
        @JsonProperty("notify") NotificationLevel level,
        Long members) {}

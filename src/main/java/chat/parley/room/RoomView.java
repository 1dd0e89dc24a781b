package chat.parley.room;

import java.time.Instant;
import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A room, as one user sees it.
 *
 * @param name for an unnamed room, a text in the language of the user that is formed from {@code memberNames} and
 *        {@code moreMembers}
 * @param member whether the user is a member
 * @param role null if the user is not a member
 * @param lastRead the place of the last message that the user has read; 0 if the user is not a member
 * @param unread the exact number of messages after {@code lastRead} that are not the user's own
 * @param mentionedAt the places of those that mention the user or everyone, within the latest 200 unread messages with
 *        mentions
 * @param with for a direct room, the username of the other member; else null
 * @param unnamed whether it is a direct room or conversation, which is named after its members
 * @param memberNames of an unnamed room, the display names of the other members: of a conversation the first three; of the
 *        direct room of the user with themselves, their own; empty for a room with a name
 * @param moreMembers the number of the other members whose names {@code memberNames} leaves out
 * @param level the notification level of the user; null if the user is not a member
 * @param members the number of members; null where it is not counted: in the list of the user's rooms, and on the
 *        socket
 * @param permissions what the user may do in the room now; empty in an archived room of which nothing can be changed
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
        List<String> memberNames,
        long moreMembers,
        @JsonProperty("notify") NotificationLevel level,
        Long members,
        @Schema(description = PERMISSIONS) List<RoomPermission> permissions) {

    static final String PERMISSIONS =
            "What the user may do in the room now. Authors may also edit and delete their own "
                    + "messages wherever they may post. Clients ignore words that they do not know.";
}

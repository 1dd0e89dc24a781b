package chat.parley.page;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import chat.parley.account.Person;
import chat.parley.room.RoomKind;
import chat.parley.room.RoomView;

/**
 * A room in the sidebar.
 *
 * @param mentionedAt the places of the unread messages that mention the user
 * @param kind in lower case; {@code several} for a conversation
 * @param level the notification level in lower case; empty if the user is not a member
 * @param open whether the page shows this room
 * @param with of a direct room, the username of the other member; else null
 * @param picture URL of their avatar; null if there is none
 * @param online whether they are connected
 * @param self whether it is the direct room of the user with themselves
 */
record RoomRow(
        long id,
        String name,
        String kind,
        long seq,
        long lastRead,
        long unread,
        List<Long> mentionedAt,
        String level,
        boolean open,
        String with,
        String picture,
        boolean online,
        boolean self) {

    private static final String CONVERSATION = "several";

    /** An empty row, as the template for later rows. */
    static final RoomRow BLANK = new RoomRow(0, "", "", 0, 0, 0, List.of(), "", false, null, null, false, false);

    /**
     * @param open the id of the room that the page shows
     * @param other the other member of a direct room; null for other rooms
     * @param me the username of the user
     */
    static RoomRow of(RoomView room, long open, Person other, String me) {
        return new RoomRow(
                room.id(),
                room.name(),
                kind(room),
                room.seq(),
                room.member() ? room.lastRead() : room.seq(),
                room.unread(),
                room.mentionedAt(),
                level(room),
                room.id() == open,
                room.with(),
                other == null ? null : other.picture(),
                other != null && other.online(),
                me.equals(room.with()));
    }

    /** Whether it is named after its members rather than by a name. */
    boolean isConversation() {
        return with != null || kind.equals(CONVERSATION);
    }

    /** Whether it is listed among the unread rooms; one that the user has muted is not. */
    boolean isUnread() {
        return unread > 0 && !level.equals("nothing");
    }

    /** The username of the other member, for the tint of the avatar. */
    public String withOrEmpty() {
        return with == null ? "" : with;
    }

    /** The places of mentions, for the script of the page. */
    public String places() {
        return mentionedAt.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static String level(RoomView room) {
        return room.level() == null ? "" : room.level().name().toLowerCase(Locale.ROOT);
    }

    private static String kind(RoomView room) {
        return room.unnamed() && room.kind() == RoomKind.PRIVATE
                ? CONVERSATION
                : room.kind().name().toLowerCase(Locale.ROOT);
    }
}

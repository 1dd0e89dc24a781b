package chat.parley.page;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import chat.parley.room.RoomKind;
import chat.parley.room.RoomView;

/**
 * A room in the sidebar.
 *
 * @param mentionedAt the places of the unread messages that mention the user
 * @param kind in lower case; {@code several} for a conversation
 * @param level the notification level in lower case; empty if the user is not a member
 * @param open whether the page shows this room
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
        boolean open) {

    /** An empty row, as the template for later rows. */
    static final RoomRow BLANK = new RoomRow(0, "", "", 0, 0, 0, List.of(), "", false);

    static RoomRow mine(RoomView room, long open) {
        return new RoomRow(
                room.id(),
                room.name(),
                kind(room),
                room.seq(),
                room.lastRead(),
                room.unread(),
                room.mentionedAt(),
                level(room),
                room.id() == open);
    }

    /** The row of a room that the user can join, without unread messages. */
    static RoomRow other(RoomView room, long open) {
        return new RoomRow(
                room.id(),
                room.name(),
                kind(room),
                room.seq(),
                room.seq(),
                0,
                List.of(),
                level(room),
                room.id() == open);
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
                ? "several"
                : room.kind().name().toLowerCase(Locale.ROOT);
    }
}

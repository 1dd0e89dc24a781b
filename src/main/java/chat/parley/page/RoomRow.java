package chat.parley.page;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import chat.parley.room.RoomKind;
import chat.parley.room.RoomView;

/**
 * A room in the list at the side.
 *
 * @param mentionedAt the places of the unread messages that mention one
 * @param kind in small letters; {@code several} for a conversation of several
 * @param level what one wants to be told of, in small letters; empty for a room that one is not in
 * @param open whether it is the one that the page shows
 */
public record RoomRow(
        long id,
        String name,
        String kind,
        long seq,
        long lastRead,
        long unread,
        List<Long> mentionedAt,
        String level,
        boolean open) {

    /** The row from which the page makes the shape of those that come later. */
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

    /** Of a room that one is not in nothing is unread. */
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

    /** Where one is mentioned, for the page's script. */
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

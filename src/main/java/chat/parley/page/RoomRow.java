package chat.parley.page;

import java.util.Locale;

import chat.parley.room.RoomView;

/**
 * A room in the list at the side.
 *
 * @param kind in small letters
 * @param open whether it is the one that the page shows
 */
public record RoomRow(long id, String name, String kind, long seq, long lastRead, long unread, boolean open) {

    /** The row from which the page makes the shape of those that come later. */
    static final RoomRow BLANK = new RoomRow(0, "", "", 0, 0, 0, false);

    static RoomRow mine(RoomView room, long open) {
        return new RoomRow(room.id(), room.name(), kind(room), room.seq(), room.lastRead(), room.unread(), room.id() == open);
    }

    /** Of a room that one is not in nothing is unread. */
    static RoomRow other(RoomView room, long open) {
        return new RoomRow(room.id(), room.name(), kind(room), room.seq(), room.seq(), 0, room.id() == open);
    }

    private static String kind(RoomView room) {
        return room.kind().name().toLowerCase(Locale.ROOT);
    }
}

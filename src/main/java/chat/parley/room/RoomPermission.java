package chat.parley.room;

import static chat.parley.room.RoomPermission.Who.ADMINISTRATOR;
import static chat.parley.room.RoomPermission.Who.MEMBER;
import static chat.parley.room.RoomPermission.Who.MODERATOR;
import static chat.parley.room.RoomPermission.Who.OWNER;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * The permissions in a room, and the roles that have them: in a room with a name, in a group conversation, and in a
 * direct room. {@link RoomPermissions} applies them. The table in {@code src/docs/security.md} is the same, which a
 * test checks.
 */
enum RoomPermission {
    INVITE("invite", by(OWNER, MODERATOR), by(MEMBER), nobody()),
    INVITE_BY_LINK("invite by a link", by(OWNER, MODERATOR), nobody(), nobody()),
    REMOVE("remove members", by(OWNER, MODERATOR), nobody(), nobody()),
    REMOVE_OWNER("remove owners", by(OWNER), nobody(), nobody()),
    GIVE_ROLES("give roles", by(OWNER), nobody(), nobody()),
    CHANGE("change name and topic", by(OWNER, ADMINISTRATOR), nobody(), nobody()),
    ARCHIVE("archive", by(OWNER, ADMINISTRATOR), nobody(), nobody()),
    RESTORE("restore", by(OWNER, ADMINISTRATOR), nobody(), nobody()),
    DELETE_MESSAGES(
            "delete what others wrote", by(OWNER, MODERATOR, ADMINISTRATOR), by(ADMINISTRATOR), by(ADMINISTRATOR)),
    PIN("pin messages", by(OWNER, MODERATOR), by(MEMBER), by(MEMBER)),
    MENTION_ALL("mention everyone, by @room", by(OWNER, MODERATOR), by(MEMBER), by(MEMBER));

    /** As what someone comes. In conversations everyone is a member, and nobody more. */
    enum Who {
        OWNER,
        MODERATOR,
        MEMBER,
        /** Of the service, and of this room only as far as they see it. */
        ADMINISTRATOR
    }

    private final String act;
    private final Set<Who> inRoom;
    private final Set<Who> amongSeveral;
    private final Set<Who> betweenTwo;

    RoomPermission(String act, Set<Who> inRoom, Set<Who> amongSeveral, Set<Who> betweenTwo) {
        this.act = act;
        this.inRoom = inRoom;
        this.amongSeveral = amongSeveral;
        this.betweenTwo = betweenTwo;
    }

    /** In the words of the table. */
    String act() {
        return act;
    }

    /** The roles that have the permission in rooms of this kind; empty if nobody has it. */
    Set<Who> in(RoomKind kind, boolean unnamed) {
        if (kind == RoomKind.DIRECT) {
            return betweenTwo;
        }
        return unnamed ? amongSeveral : inRoom;
    }

    private static Set<Who> by(Who... who) {
        var all = EnumSet.noneOf(Who.class);
        all.addAll(Arrays.asList(who));
        return all;
    }

    private static Set<Who> nobody() {
        return by();
    }
}

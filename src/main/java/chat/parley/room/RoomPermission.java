package chat.parley.room;

import static chat.parley.room.RoomPermission.Who.ADMINISTRATOR;
import static chat.parley.room.RoomPermission.Who.MEMBER;
import static chat.parley.room.RoomPermission.Who.MODERATOR;
import static chat.parley.room.RoomPermission.Who.OWNER;
import static chat.parley.room.RoomPermission.Who.VISITOR;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The permissions in a room, and the roles that have them: in a room with a name, in a group conversation, and in a
 * direct room. {@link RoomPermissions} applies them. The table in {@code src/docs/security.md} is the same, which a
 * test checks.
 */
public enum RoomPermission {
    JOIN("join", by(VISITOR), nobody(), nobody()),
    POST("post, which joins a public room", by(OWNER, MODERATOR, MEMBER, VISITOR), by(MEMBER), by(MEMBER)),
    REACT("react to messages", by(OWNER, MODERATOR, MEMBER), by(MEMBER), by(MEMBER)),
    LEAVE("leave", by(OWNER, MODERATOR, MEMBER), by(MEMBER), nobody()),
    INVITE("invite", by(OWNER, MODERATOR), by(MEMBER), nobody()),
    INVITE_BY_LINK("invite by a link", by(OWNER, MODERATOR), nobody(), nobody()),
    REMOVE_MEMBERS("remove members", by(OWNER, MODERATOR), nobody(), nobody()),
    REMOVE_OWNERS("remove owners", by(OWNER), nobody(), nobody()),
    ASSIGN_ROLES("assign roles", by(OWNER), nobody(), nobody()),
    EDIT_ROOM("change name and topic", by(OWNER, ADMINISTRATOR), nobody(), nobody()),
    ARCHIVE("archive", by(OWNER, ADMINISTRATOR), nobody(), nobody()),
    RESTORE("restore", by(OWNER, ADMINISTRATOR), nobody(), nobody()),
    DELETE_MESSAGES(
            "delete messages of others", by(OWNER, MODERATOR, ADMINISTRATOR), by(ADMINISTRATOR), by(ADMINISTRATOR)),
    PIN("pin messages", by(OWNER, MODERATOR), by(MEMBER), by(MEMBER)),
    MENTION_ALL("mention everyone, by @room", by(OWNER, MODERATOR), by(MEMBER), by(MEMBER));

    /** What a user is to a room. In conversations every member is a {@code MEMBER}. */
    enum Who {
        OWNER,
        MODERATOR,
        MEMBER,
        /** Of the service. Applies only to rooms that the administrator may see. */
        ADMINISTRATOR,
        /** Sees a public room without being a member. */
        VISITOR;

        /** @param role null if the user is not a member */
        static Who of(Role role) {
            return role == null ? VISITOR : valueOf(role.name());
        }
    }

    private final String description;
    private final Set<Who> inRoom;
    private final Set<Who> amongSeveral;
    private final Set<Who> betweenTwo;

    RoomPermission(String description, Set<Who> inRoom, Set<Who> amongSeveral, Set<Who> betweenTwo) {
        this.description = description;
        this.inRoom = inRoom;
        this.amongSeveral = amongSeveral;
        this.betweenTwo = betweenTwo;
    }

    /** The word for it in JSON and in the pages, for example {@code delete-messages}. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** As the table in {@code src/docs/security.md} describes it. */
    String description() {
        return description;
    }

    /** The roles that have the permission in rooms of this kind; empty if nobody has it. */
    Set<Who> in(RoomKind kind, boolean unnamed) {
        if (kind == RoomKind.DIRECT) {
            return betweenTwo;
        }
        return unnamed ? amongSeveral : inRoom;
    }

    /** Whether the permission has any effect in a room that is archived, or in one that is not. */
    boolean appliesTo(boolean archived) {
        return switch (this) {
            case RESTORE -> archived;
            case LEAVE, REMOVE_MEMBERS, REMOVE_OWNERS -> true;
            default -> !archived;
        };
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

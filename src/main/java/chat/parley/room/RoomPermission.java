package chat.parley.room;

import static chat.parley.room.RoomPermission.Actor.ADMINISTRATOR;
import static chat.parley.room.RoomPermission.Actor.MEMBER;
import static chat.parley.room.RoomPermission.Actor.MODERATOR;
import static chat.parley.room.RoomPermission.Actor.OWNER;
import static chat.parley.room.RoomPermission.Actor.VISITOR;

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
    JOIN("join", by(VISITOR), noOne(), noOne()),
    POST("post, which joins a public room", by(OWNER, MODERATOR, MEMBER, VISITOR), by(MEMBER), by(MEMBER)),
    REACT("react to messages", by(OWNER, MODERATOR, MEMBER), by(MEMBER), by(MEMBER)),
    LEAVE("leave", by(OWNER, MODERATOR, MEMBER), by(MEMBER), noOne()),
    INVITE("invite", by(OWNER, MODERATOR), by(MEMBER), noOne()),
    INVITE_BY_LINK("invite by a link", by(OWNER, MODERATOR), noOne(), noOne()),
    REMOVE_MEMBERS("remove members", by(OWNER, MODERATOR), noOne(), noOne()),
    REMOVE_OWNERS("remove owners", by(OWNER), noOne(), noOne()),
    ASSIGN_ROLES("assign roles", by(OWNER), noOne(), noOne()),
    EDIT_ROOM("change name and topic", by(OWNER, ADMINISTRATOR), noOne(), noOne()),
    ARCHIVE("archive", by(OWNER, ADMINISTRATOR), noOne(), noOne()),
    RESTORE("restore", by(OWNER, ADMINISTRATOR), noOne(), noOne()),
    DELETE_MESSAGES(
            "delete messages of others", by(OWNER, MODERATOR, ADMINISTRATOR), by(ADMINISTRATOR), by(ADMINISTRATOR)),
    PIN("pin messages", by(OWNER, MODERATOR), by(MEMBER), by(MEMBER)),
    MENTION_ALL("mention everyone, by @room", by(OWNER, MODERATOR), by(MEMBER), by(MEMBER));

    /** The relation of a user to a room. In conversations every member is a {@code MEMBER}. */
    enum Actor {
        OWNER,
        MODERATOR,
        MEMBER,
        /** An administrator of the service. Applies only to rooms that the administrator may see. */
        ADMINISTRATOR,
        /** Sees a public room without being a member. */
        VISITOR;

        /** @param role null if the user is not a member */
        static Actor of(Role role) {
            return role == null ? VISITOR : valueOf(role.name());
        }
    }

    private final String description;
    private final Set<Actor> inNamedRoom;
    private final Set<Actor> inConversation;
    private final Set<Actor> inDirectRoom;

    RoomPermission(String description, Set<Actor> inNamedRoom, Set<Actor> inConversation, Set<Actor> inDirectRoom) {
        this.description = description;
        this.inNamedRoom = inNamedRoom;
        this.inConversation = inConversation;
        this.inDirectRoom = inDirectRoom;
    }

    /** The name in JSON and in the pages, for example {@code delete-messages}. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The description in the table of {@code src/docs/security.md}. */
    String description() {
        return description;
    }

    /** The roles that have the permission in rooms of this kind; empty if nobody has it. */
    Set<Actor> in(RoomKind kind, boolean unnamed) {
        if (kind == RoomKind.DIRECT) {
            return inDirectRoom;
        }
        return unnamed ? inConversation : inNamedRoom;
    }

    /** Whether the permission has any effect in a room that is archived, or in one that is not. */
    boolean appliesTo(boolean archived) {
        return switch (this) {
            case RESTORE -> archived;
            case LEAVE, REMOVE_MEMBERS, REMOVE_OWNERS -> true;
            default -> !archived;
        };
    }

    private static Set<Actor> by(Actor... actors) {
        var all = EnumSet.noneOf(Actor.class);
        all.addAll(Arrays.asList(actors));
        return all;
    }

    private static Set<Actor> noOne() {
        return by();
    }
}

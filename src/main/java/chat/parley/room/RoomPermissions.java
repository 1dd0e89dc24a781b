package chat.parley.room;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

import chat.parley.problem.ApiException;
import chat.parley.problem.ProblemMessages;
import chat.parley.room.RoomPermission.Who;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The permissions of one user in one room, one method for each rule of the table in {@link RoomPermission}. The
 * existence of an instance means that the user may see the room. A denied permission is reported with 409 if nobody has
 * it in such a room, else with 403.
 *
 * @param role null for a user who sees the room without being a member
 */
@RegisterForReflection
public record RoomPermissions(Room room, Role role) {

    /**
     * All permissions of a user who may see the room, in the order of {@link RoomPermission}. What authors may do with
     * their own messages is not among them: they may edit and delete those in every room where they may post.
     *
     * @param role null if the user is not a member
     * @param admin whether the user is an administrator
     */
    static List<RoomPermission> granted(RoomKind kind, boolean unnamed, boolean archived, Role role, boolean admin) {
        return Arrays.stream(RoomPermission.values())
                .filter(permission -> permission.appliesTo(archived))
                .filter(permission -> has(permission.in(kind, unnamed), role, admin))
                .toList();
    }

    public boolean member() {
        return role != null;
    }

    /** @throws ApiException with 409 when nothing changes here any more */
    public RoomPermissions inUse() {
        if (room.archived()) {
            throw ApiException.conflict(ProblemMessages::roomArchived);
        }
        return this;
    }

    /** @throws ApiException with 409 between two, whose room is there as long as they are */
    RoomPermissions leaves() {
        if (RoomPermission.LEAVE.in(room.kind, room.unnamed()).isEmpty()) {
            throw conflict();
        }
        return this;
    }

    /** Lets somebody in. */
    public RoomPermissions invites() {
        return may(RoomPermission.INVITE, false);
    }

    /** Makes, lists and revokes links that let people in. */
    public RoomPermissions invitesByLink() {
        return may(RoomPermission.INVITE_BY_LINK, false);
    }

    /** Takes somebody out. */
    public RoomPermissions removes(Role whom) {
        return may(whom == Role.OWNER ? RoomPermission.REMOVE_OWNERS : RoomPermission.REMOVE_MEMBERS, false);
    }

    /** Says what others may do. */
    public RoomPermissions givesRoles() {
        return may(RoomPermission.ASSIGN_ROLES, false);
    }

    /** Changes name and topic. */
    public RoomPermissions changes(boolean admin) {
        return may(RoomPermission.EDIT_ROOM, admin);
    }

    /** Takes the room out of use. */
    public RoomPermissions archives(boolean admin) {
        return may(RoomPermission.ARCHIVE, admin);
    }

    /** Brings the room back. */
    public RoomPermissions restores(boolean admin) {
        return may(RoomPermission.RESTORE, admin);
    }

    /** Deletes a message of somebody else; one's own is one's own to delete. */
    public RoomPermissions deletes(boolean admin) {
        return may(RoomPermission.DELETE_MESSAGES, admin);
    }

    /** @throws ApiException with 403 to those who see the room without being in it */
    public RoomPermissions takesPart() {
        if (!has(RoomPermission.REACT, false)) {
            throw ApiException.forbidden(ProblemMessages::joinFirst);
        }
        return this;
    }

    /** Pins a message, and takes one down. */
    public RoomPermissions pins() {
        return may(RoomPermission.PIN, false);
    }

    /** Whether {@code @room} of theirs reaches everyone. It is no refusal where not: then it is a word like others. */
    public boolean mentionsAll() {
        return has(RoomPermission.MENTION_ALL, false);
    }

    private RoomPermissions may(RoomPermission permission, boolean admin) {
        var those = permission.in(room.kind, room.unnamed());
        if (those.isEmpty()) {
            throw conflict();
        }
        if (!has(those, role, admin)) {
            throw ApiException.forbidden(
                    those.contains(Who.MODERATOR)
                            ? ProblemMessages::ownersAndModeratorsOnly
                            : ProblemMessages::ownersOnly);
        }
        return this;
    }

    private boolean has(RoomPermission permission, boolean admin) {
        return has(permission.in(room.kind, room.unnamed()), role, admin);
    }

    private static boolean has(Set<Who> those, Role role, boolean admin) {
        return admin && those.contains(Who.ADMINISTRATOR) || those.contains(Who.of(role));
    }

    private static ApiException conflict() {
        return ApiException.conflict(ProblemMessages::notInConversation);
    }
}

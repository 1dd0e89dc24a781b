package chat.parley.room;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

import chat.parley.problem.ApiException;
import chat.parley.problem.ProblemMessages;
import chat.parley.room.RoomPermission.Actor;
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

    /**
     * Requires that the room is not archived.
     *
     * @throws ApiException with 409 if it is
     */
    public RoomPermissions requireNotArchived() {
        if (room.archived()) {
            throw ApiException.conflict(ProblemMessages::roomArchived);
        }
        return this;
    }

    /**
     * Requires a room that members can leave; a visitor passes.
     *
     * @throws ApiException with 409 in a direct room
     */
    RoomPermissions requireLeavable() {
        if (RoomPermission.LEAVE.in(room.kind, room.unnamed()).isEmpty()) {
            throw conflict();
        }
        return this;
    }

    /**
     * Requires the permission to invite.
     *
     * @throws ApiException with 403 or 409
     */
    public RoomPermissions requireInvite() {
        return require(RoomPermission.INVITE, false);
    }

    /**
     * Requires the permission to create, list and revoke invitation links.
     *
     * @throws ApiException with 403 or 409
     */
    public RoomPermissions requireInviteByLink() {
        return require(RoomPermission.INVITE_BY_LINK, false);
    }

    /**
     * Requires the permission to remove a member with this role.
     *
     * @throws ApiException with 403 or 409
     */
    public RoomPermissions requireRemove(Role whom) {
        return require(whom == Role.OWNER ? RoomPermission.REMOVE_OWNERS : RoomPermission.REMOVE_MEMBERS, false);
    }

    /**
     * Requires the permission to assign roles.
     *
     * @throws ApiException with 403 or 409
     */
    public RoomPermissions requireAssignRoles() {
        return require(RoomPermission.ASSIGN_ROLES, false);
    }

    /**
     * Requires the permission to change name and topic.
     *
     * @param admin whether the user is an administrator
     * @throws ApiException with 403 or 409
     */
    public RoomPermissions requireEdit(boolean admin) {
        return require(RoomPermission.EDIT_ROOM, admin);
    }

    /**
     * Requires the permission to archive.
     *
     * @param admin whether the user is an administrator
     * @throws ApiException with 403 or 409
     */
    public RoomPermissions requireArchive(boolean admin) {
        return require(RoomPermission.ARCHIVE, admin);
    }

    /**
     * Requires the permission to restore.
     *
     * @param admin whether the user is an administrator
     * @throws ApiException with 403 or 409
     */
    public RoomPermissions requireRestore(boolean admin) {
        return require(RoomPermission.RESTORE, admin);
    }

    /**
     * Requires the permission to delete messages of others. Authors need none for their own messages.
     *
     * @param admin whether the user is an administrator
     * @throws ApiException with 403 or 409
     */
    public RoomPermissions requireDeleteMessages(boolean admin) {
        return require(RoomPermission.DELETE_MESSAGES, admin);
    }

    /**
     * Requires the permission to react.
     *
     * @throws ApiException with 403 if the user is not a member
     */
    public RoomPermissions requireReact() {
        if (!has(RoomPermission.REACT, false)) {
            throw ApiException.forbidden(ProblemMessages::membersOnly);
        }
        return this;
    }

    /**
     * Requires the permission to pin and unpin.
     *
     * @throws ApiException with 403 or 409
     */
    public RoomPermissions requirePin() {
        return require(RoomPermission.PIN, false);
    }

    /**
     * Whether {@code @room} in a message of the user notifies everyone. Without the permission it is ordinary text,
     * and no error.
     */
    public boolean mayMentionAll() {
        return has(RoomPermission.MENTION_ALL, false);
    }

    private RoomPermissions require(RoomPermission permission, boolean admin) {
        var actors = permission.in(room.kind, room.unnamed());
        if (actors.isEmpty()) {
            throw conflict();
        }
        if (!has(actors, role, admin)) {
            throw ApiException.forbidden(
                    actors.contains(Actor.MODERATOR)
                            ? ProblemMessages::ownersAndModeratorsOnly
                            : ProblemMessages::ownersOnly);
        }
        return this;
    }

    private boolean has(RoomPermission permission, boolean admin) {
        return has(permission.in(room.kind, room.unnamed()), role, admin);
    }

    private static boolean has(Set<Actor> actors, Role role, boolean admin) {
        return admin && actors.contains(Actor.ADMINISTRATOR) || actors.contains(Actor.of(role));
    }

    private static ApiException conflict() {
        return ApiException.conflict(ProblemMessages::notInConversation);
    }
}

package chat.parley.room;

import chat.parley.ProblemWords;
import chat.parley.Refusal;
import chat.parley.room.Right.Who;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A room and how someone stands to it: what they may do there, one rule a method, by the table in {@link Right}. Whoever
 * holds one may see the room. Each rule is refused with 409 in conversations in which nobody may do that, else with 403.
 *
 * @param role null for someone who sees the room without being in it
 */
@RegisterForReflection
public record Standing(Room room, Role role) {

    public boolean member() {
        return role != null;
    }

    /** @throws Refusal with 409 when nothing changes here any more */
    public Standing inUse() {
        if (room.archived()) {
            throw Refusal.conflict(ProblemWords::roomArchived);
        }
        return this;
    }

    /** @throws Refusal with 409 between two, whose room is there as long as they are */
    Standing leaves() {
        if (room.kind == Kind.DIRECT) {
            throw conflict();
        }
        return this;
    }

    /** Lets somebody in. */
    public Standing invites() {
        return may(Right.INVITE, false);
    }

    /** Makes, lists and revokes links that let people in. */
    public Standing invitesByLink() {
        return may(Right.INVITE_BY_LINK, false);
    }

    /** Takes somebody out. */
    public Standing removes(Role whom) {
        return may(whom == Role.OWNER ? Right.REMOVE_OWNER : Right.REMOVE, false);
    }

    /** Says what others may do. */
    public Standing givesRoles() {
        return may(Right.GIVE_ROLES, false);
    }

    /** Changes name and topic. */
    public Standing changes(boolean admin) {
        return may(Right.CHANGE, admin);
    }

    /** Takes the room out of use. */
    public Standing archives(boolean admin) {
        return may(Right.ARCHIVE, admin);
    }

    /** Brings the room back. */
    public Standing restores(boolean admin) {
        return may(Right.RESTORE, admin);
    }

    /** Deletes a message of somebody else; one's own is one's own to delete. */
    public Standing deletes(boolean admin) {
        return may(Right.DELETE_MESSAGES, admin);
    }

    /** @throws Refusal with 403 to those who see the room without being in it */
    public Standing takesPart() {
        if (!member()) {
            throw Refusal.forbidden(ProblemWords::joinFirst);
        }
        return this;
    }

    /** Pins a message, and takes one down. */
    public Standing pins() {
        return may(Right.PIN, false);
    }

    /** Whether {@code @room} of theirs reaches everyone. It is no refusal where not: then it is a word like others. */
    public boolean mentionsAll() {
        return has(Right.MENTION_ALL, false);
    }

    private Standing may(Right right, boolean admin) {
        var those = right.in(room.kind, room.unnamed());
        if (those.isEmpty()) {
            throw conflict();
        }
        if (!has(right, admin)) {
            throw Refusal.forbidden(
                    those.contains(Who.MODERATOR) ? ProblemWords::ownersAndModeratorsOnly : ProblemWords::ownersOnly);
        }
        return this;
    }

    private boolean has(Right right, boolean admin) {
        var those = right.in(room.kind, room.unnamed());
        return admin && those.contains(Who.ADMINISTRATOR) || member() && those.contains(Who.valueOf(role.name()));
    }

    private static Refusal conflict() {
        return Refusal.conflict(ProblemWords::notInConversation);
    }
}

package chat.parley.room;

import chat.parley.Refusal;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A room and how someone stands to it: what they may do there, one rule a method. Whoever holds one may see the room.
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
            throw Refusal.conflict("This room is archived.");
        }
        return this;
    }

    /** @throws Refusal with 409 for a direct room, which has neither name nor guests nor an end */
    Standing shared() {
        if (room.kind == Kind.DIRECT) {
            throw Refusal.conflict("This is a conversation between two people: that cannot be done here.");
        }
        return this;
    }

    /** @throws Refusal with 403 for all but an owner, or an administrator */
    Standing governs(boolean admin) {
        if (role != Role.OWNER && !admin) {
            throw Refusal.forbidden("Only an owner of the room may do that.");
        }
        return this;
    }

    /** @throws Refusal with 403 for all but an owner or a moderator */
    Standing invites() {
        if (!member() || !role.invites()) {
            throw Refusal.forbidden("Only an owner or a moderator of the room may do that.");
        }
        return this;
    }
}

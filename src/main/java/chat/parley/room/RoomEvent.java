package chat.parley.room;

import chat.parley.database.ChangeOrigin;

/** A change of a room outside its log. Fired inside the transaction, for observers that wait for the commit. */
public sealed interface RoomEvent {

    /** The process that made the change. */
    ChangeOrigin origin();

    /** An account joined, left, or has another role. Observers read the current state: events may overtake each other. */
    record MembershipChanged(long room, long account, ChangeOrigin origin) implements RoomEvent {

        /** A change by this process. */
        public MembershipChanged(long room, long account) {
            this(room, account, ChangeOrigin.LOCAL);
        }
    }

    /** One member changed a setting of theirs that is part of their view of the room. */
    record ViewChanged(long room, long account, ChangeOrigin origin) implements RoomEvent {

        /** A change by this process. */
        public ViewChanged(long room, long account) {
            this(room, account, ChangeOrigin.LOCAL);
        }
    }

    /** An archived room is in use again, for everyone who was a member when it was archived. */
    record RoomRestored(long room, ChangeOrigin origin) implements RoomEvent {

        /** A change by this process. */
        public RoomRestored(long room) {
            this(room, ChangeOrigin.LOCAL);
        }
    }

    /** The room has another name or topic, or was archived. */
    record RoomChanged(long room, ChangeOrigin origin) implements RoomEvent {

        /** A change by this process. */
        public RoomChanged(long room) {
            this(room, ChangeOrigin.LOCAL);
        }
    }

    /**
     * An account has moved its read mark. Other processes are notified by a message to the sockets of the account.
     *
     * @param room as the account sees it now
     * @param back whether the account has marked messages as unread
     */
    record ReadMoved(long account, RoomView room, boolean back) implements RoomEvent {

        @Override
        public ChangeOrigin origin() {
            return ChangeOrigin.LOCAL;
        }
    }
}

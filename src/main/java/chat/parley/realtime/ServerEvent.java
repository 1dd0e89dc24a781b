package chat.parley.realtime;

import java.util.List;

import chat.parley.room.RoomPermission;
import chat.parley.room.RoomPosition;
import chat.parley.room.RoomView;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The frames that the service sends, except {@code message}, which is encoded where the log is written
 * ({@code MessageChanged}).
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@RegisterForReflection(
        targets = {
            RoomPosition.class,
            ServerEvent.User.class,
            ServerEvent.Ready.class,
            ServerEvent.RoomUpdated.class,
            ServerEvent.Left.class,
            ServerEvent.MembersChanged.class,
            ServerEvent.Read.class,
            ServerEvent.Typing.class,
            ServerEvent.PresenceChanged.class,
            ServerEvent.Failed.class,
            ServerEvent.Pong.class
        })
sealed interface ServerEvent {

    /** The account of the socket. {@code picture} is the URL of its profile picture, or null. */
    record User(String username, String displayName, String picture) {}

    /** The first frame: the positions of all rooms. All later changes follow as frames, without a gap. */
    @JsonTypeName("ready")
    record Ready(User user, List<RoomPosition> rooms) implements ServerEvent {}

    /** The user is a member of this room now, or the room has changed. */
    @JsonTypeName("room")
    record RoomUpdated(RoomView room) implements ServerEvent {}

    /**
     * The user is no longer in this room.
     *
     * @param permissions what the user may still do there; empty if the user may not see the room
     */
    @JsonTypeName("left")
    record Left(long room, List<RoomPermission> permissions) implements ServerEvent {}

    /** Someone joined or left the room, or has another role: refresh the members. May be lost. */
    @JsonTypeName("members")
    record MembersChanged(long room) implements ServerEvent {}

    /**
     * The user has read a room up to {@code seq}, on any device.
     *
     * @param unread the number of messages after {@code seq} up to {@code end}
     * @param mentionedAt the sequence numbers of those that mention the user
     * @param back whether the user marked later messages as unread: a page that shows them does not mark them as read
     */
    @JsonTypeName("read")
    record Read(long room, long seq, long unread, List<Long> mentionedAt, long end, boolean back)
            implements ServerEvent {

        static Read of(RoomView room, boolean back) {
            return new Read(room.id(), room.lastRead(), room.unread(), room.mentionedAt(), room.seq(), back);
        }
    }

    /** Another user is typing. Valid for a few seconds. */
    @JsonTypeName("typing")
    record Typing(long room, String user) implements ServerEvent {}

    /** A user is online or offline now. */
    @JsonTypeName("presence")
    record PresenceChanged(String user, boolean online) implements ServerEvent {}

    /** A frame of the client was rejected or could not be processed. */
    @JsonTypeName("error")
    record Failed(String detail) implements ServerEvent {}

    /** The answer to a ping. */
    @JsonTypeName("pong")
    record Pong() implements ServerEvent {}
}

package chat.parley.realtime;

import java.util.List;

import chat.parley.room.RoomPermission;
import chat.parley.room.RoomPosition;
import chat.parley.room.RoomView;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Every frame that the service sends, but for {@code message}, which is encoded where the log is written
 * ({@link chat.parley.message.MessageChanged}).
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@RegisterForReflection(
        targets = {
            RoomPosition.class,
            ServerEvent.User.class,
            ServerEvent.Ready.class,
            ServerEvent.RoomGiven.class,
            ServerEvent.Left.class,
            ServerEvent.MembersChanged.class,
            ServerEvent.Read.class,
            ServerEvent.Typing.class,
            ServerEvent.PresenceChanged.class,
            ServerEvent.Failed.class,
            ServerEvent.Pong.class
        })
public sealed interface ServerEvent {

    /** Whose socket this is; {@code picture} is where theirs is, or null. */
    record User(String username, String displayName, String picture) {}

    /** The first frame. What is in it leaves no gap to what follows. */
    @JsonTypeName("ready")
    record Ready(User user, List<RoomPosition> rooms) implements ServerEvent {}

    /** One is in this room now, or it has changed. */
    @JsonTypeName("room")
    record RoomGiven(RoomView room) implements ServerEvent {}

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
     * One has read up to {@code seq}, on whatever device; {@code unread} counts the messages from there up to {@code end}, and
     * {@code mentionedAt} says which of them mention one.
     *
     * @param back whether one has marked as unread what comes after it: a page that shows it does not read it at once
     */
    @JsonTypeName("read")
    record Read(long room, long seq, long unread, List<Long> mentionedAt, long end, boolean back)
            implements ServerEvent {

        static Read of(RoomView room, boolean back) {
            return new Read(room.id(), room.lastRead(), room.unread(), room.mentionedAt(), room.seq(), back);
        }
    }

    /** Someone else is typing; true for a few seconds. */
    @JsonTypeName("typing")
    record Typing(long room, String user) implements ServerEvent {}

    /** Someone came or went. */
    @JsonTypeName("presence")
    record PresenceChanged(String user, boolean online) implements ServerEvent {}

    /** A frame could not be taken. */
    @JsonTypeName("error")
    record Failed(String detail) implements ServerEvent {}

    /** The answer to a ping. */
    @JsonTypeName("pong")
    record Pong() implements ServerEvent {}
}

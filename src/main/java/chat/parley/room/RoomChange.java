package chat.parley.room;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import chat.parley.i18n.VisibleText;
import chat.parley.problem.PlainText;

/**
 * A change to a room; null leaves a value unchanged.
 *
 * @param archived whether to archive or restore the room
 */
record RoomChange(
        @PlainText @Pattern(regexp = NewRoomRequest.NAME, message = "{roomName}") //
        String name,
        @PlainText @Size(max = NewRoomRequest.MAX_TOPIC_CHARACTERS, message = "{charactersAtMost}") //
        String topic,
        Boolean archived) {

    /** Removes invisible characters from name and topic. */
    public RoomChange {
        name = VisibleText.name(name);
        topic = VisibleText.of(topic);
    }

    String strippedName() {
        return name == null ? null : name.strip();
    }

    String strippedTopic() {
        return topic == null ? null : topic.strip();
    }

    boolean archives() {
        return Boolean.TRUE.equals(archived);
    }

    boolean restores() {
        return Boolean.FALSE.equals(archived);
    }

    /** Whether the only change is to archive or restore the room. */
    boolean changesOnlyArchived() {
        return archived != null && name == null && topic == null;
    }
}

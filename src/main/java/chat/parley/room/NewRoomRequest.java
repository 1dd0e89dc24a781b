package chat.parley.room;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import chat.parley.i18n.VisibleText;
import chat.parley.problem.PlainText;

/** A request to create a room. */
record NewRoomRequest(
        @NotNull(message = "{missing}")
        @PlainText //
        @Pattern(regexp = NAME, message = "{roomName}") //
        String name,

        @PlainText @Size(max = MAX_TOPIC_CHARACTERS, message = "{charactersAtMost}") //
        String topic,
        RoomKind kind) {

    /** 1 to 80 characters without controls, not counting white space at the ends. */
    static final String NAME = "\\s*[^\\s\\p{Z}\\p{Cntrl}](\\P{Cntrl}{0,78}[^\\s\\p{Z}\\p{Cntrl}])?\\s*";

    static final int MAX_TOPIC_CHARACTERS = 250;

    /** Removes invisible characters from name and topic. */
    public NewRoomRequest {
        name = VisibleText.name(name);
        topic = VisibleText.of(topic);
    }

    String strippedName() {
        return name.strip();
    }

    String strippedTopic() {
        return topic == null ? "" : topic.strip();
    }
}

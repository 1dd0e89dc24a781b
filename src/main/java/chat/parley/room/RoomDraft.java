package chat.parley.room;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import chat.parley.i18n.VisibleText;
import chat.parley.problem.PlainText;

/** A request to create a room. */
public record RoomDraft(
        @NotNull(message = "{missing}")
        @PlainText //
        @Pattern(regexp = NAME, message = "{roomName}") //
        String name,

        @PlainText @Size(max = TOPIC_MAX, message = "{charactersAtMost}") //
        String topic,
        RoomKind kind) {

    static final String NAME = "\\s*[^\\s\\p{Z}\\p{Cntrl}](\\P{Cntrl}{0,78}[^\\s\\p{Z}\\p{Cntrl}])?\\s*";
    static final int TOPIC_MAX = 250;

    /** Takes name and topic without what nobody sees. */
    public RoomDraft {
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

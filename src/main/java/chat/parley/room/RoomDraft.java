package chat.parley.room;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.validation.groups.Default;

import chat.parley.Readable;

/** What someone wants a room to be. A change may leave out what stays. */
public record RoomDraft(
        @NotNull(message = "is missing", groups = New.class) @Readable //
        @Pattern(regexp = NAME, message = "has 1 to 80 characters on one line") //
        String name,
        @Readable @Size(max = TOPIC_MAX, message = "has 250 characters at most") //
        String topic,
        Kind kind) {

    private static final String NAME = "\\s*[^\\s\\p{Z}\\p{Cntrl}](\\P{Cntrl}{0,78}[^\\s\\p{Z}\\p{Cntrl}])?\\s*";
    private static final int TOPIC_MAX = 250;

    /** What holds for a new room, beyond what holds for every one. */
    interface New extends Default {
    }

    String strippedName() {
        return name == null ? null : name.strip();
    }

    String strippedTopic() {
        return topic == null ? null : topic.strip();
    }
}

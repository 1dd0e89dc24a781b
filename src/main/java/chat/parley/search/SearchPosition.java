package chat.parley.search;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

import chat.parley.message.MessageId;

/** The position of a message among all messages, ordered by time: the next page starts after it. */
record SearchPosition(Instant createdAt, long room, long seq) {

    /** Later than the time of any message. */
    static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    static final SearchPosition END = new SearchPosition(NEVER, Long.MAX_VALUE, Long.MAX_VALUE);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,17})\\.(\\d{1,18})\\.(\\d{1,18})");

    MessageId message() {
        return new MessageId(room, seq);
    }

    /** The value of {@code next}. */
    String text() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, createdAt) + "." + room + "." + seq;
    }

    /**
     * Parses a {@code next}.
     *
     * @return null if it is invalid
     */
    static SearchPosition parse(String text) {
        var parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        var at = Instant.EPOCH.plus(Long.parseLong(parts.group(1)), ChronoUnit.MICROS);
        return new SearchPosition(
                at.isAfter(NEVER) ? NEVER : at, Long.parseLong(parts.group(2)), Long.parseLong(parts.group(3)));
    }

    SearchPosition orEarlier(SearchPosition other) {
        return compare(other) <= 0 ? this : other;
    }

    private int compare(SearchPosition other) {
        var byTime = createdAt.compareTo(other.createdAt);
        var byRoom = byTime != 0 ? byTime : Long.compare(room, other.room);
        return byRoom != 0 ? byRoom : Long.compare(seq, other.seq);
    }
}

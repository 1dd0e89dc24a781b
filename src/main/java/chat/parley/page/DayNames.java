package chat.parley.page;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;

import jakarta.enterprise.context.ApplicationScoped;

import chat.parley.Reader;

/** Days as a conversation calls them. The page's script has the same, for the days that come later. */
@ApplicationScoped
class DayNames {

    private static final DateTimeFormatter OF_ANOTHER_YEAR = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG);

    private final Reader reader;
    private final Speech speech;
    private final Clock clock;

    DayNames(Reader reader, Speech speech, Clock clock) {
        this.reader = reader;
        this.speech = speech;
        this.clock = clock;
    }

    /** What the reader calls it today. */
    DayLine lineOf(LocalDate day) {
        return new DayLine(day, name(day, LocalDate.now(clock.zone())));
    }

    private String name(LocalDate day, LocalDate today) {
        var words = speech.words(MessageWords.class);
        if (day.equals(today)) {
            return words.today();
        }
        if (day.equals(today.minusDays(1))) {
            return words.yesterday();
        }
        var format =
                day.getYear() == today.getYear() ? DateTimeFormatter.ofPattern(words.dayOfThisYear()) : OF_ANOTHER_YEAR;
        return format.localizedBy(reader.language().locale()).format(day);
    }
}

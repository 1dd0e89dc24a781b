package chat.parley.page;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;

import jakarta.enterprise.context.ApplicationScoped;

import chat.parley.i18n.UserLocale;

/** Formats the days in a conversation. The script has the same rules for later days. */
@ApplicationScoped
class DayFormatter {

    private static final DateTimeFormatter OF_ANOTHER_YEAR = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG);

    private final UserLocale userLocale;
    private final TemplateLocale templateLocale;
    private final UserTimeFormatter userTimeFormatter;

    DayFormatter(UserLocale userLocale, TemplateLocale templateLocale, UserTimeFormatter userTimeFormatter) {
        this.userLocale = userLocale;
        this.templateLocale = templateLocale;
        this.userTimeFormatter = userTimeFormatter;
    }

    /** The line that starts a day, such as "Today". */
    DayLine lineOf(LocalDate day) {
        return new DayLine(day, name(day, LocalDate.now(userTimeFormatter.zone())));
    }

    private String name(LocalDate day, LocalDate today) {
        var words = templateLocale.words(MessageToolMessages.class);
        if (day.equals(today)) {
            return words.today();
        }
        if (day.equals(today.minusDays(1))) {
            return words.yesterday();
        }
        var format =
                day.getYear() == today.getYear() ? DateTimeFormatter.ofPattern(words.dayOfThisYear()) : OF_ANOTHER_YEAR;
        return format.localizedBy(userLocale.language().locale()).format(day);
    }
}

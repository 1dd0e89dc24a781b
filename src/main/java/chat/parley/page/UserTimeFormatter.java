package chat.parley.page;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import chat.parley.i18n.UserLocale;

/**
 * Formats times in the time zone and language of the user. If the time zone is unknown, in UTC and marked as such.
 */
@ApplicationScoped
@Named("timeFormatter")
class UserTimeFormatter {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT);

    private final UserLocale userLocale;
    private final TemplateLocale templateLocale;

    UserTimeFormatter(UserLocale userLocale, TemplateLocale templateLocale) {
        this.userLocale = userLocale;
        this.templateLocale = templateLocale;
    }

    public String day(Instant at) {
        return written(DAY, at);
    }

    public String minute(Instant at) {
        return written(MINUTE, at) + userLocale.zone().map(known -> "").orElse(" UTC");
    }

    /** Formats the time of day. */
    public String time(Instant at) {
        return written(
                DateTimeFormatter.ofPattern(
                        templateLocale.words(MessageToolMessages.class).timeOfDay()),
                at);
    }

    ZoneId zone() {
        return userLocale.zone().orElse(ZoneOffset.UTC);
    }

    private String written(DateTimeFormatter format, Instant at) {
        return format.withZone(zone())
                .localizedBy(userLocale.language().locale())
                .format(at);
    }
}

package chat.parley.page;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import chat.parley.Reader;

/** Times as the reader's language writes them, in UTC: pages that need no script do not know where their reader is. */
@ApplicationScoped
@Named("clock")
public class Clock {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT).withZone(ZoneOffset.UTC);

    private final Reader reader;

    Clock(Reader reader) {
        this.reader = reader;
    }

    public String day(Instant at) {
        return DAY.localizedBy(reader.language().locale()).format(at);
    }

    public String minute(Instant at) {
        return MINUTE.localizedBy(reader.language().locale()).format(at) + " UTC";
    }
}

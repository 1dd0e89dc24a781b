package chat.parley.page;

import java.text.NumberFormat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import chat.parley.i18n.UserLocale;

/** Formats file sizes in the user's language; {@code file-size.ts} does the same in the browser. */
@ApplicationScoped
@Named("fileSizes")
class FileSizes {

    private static final int BYTES_PER_KILOBYTE = 1_024;
    /** Larger sizes are formatted in megabytes. */
    private static final int MAX_KILOBYTES = 1_000;

    private final UserLocale userLocale;
    private final TemplateLocale templateLocale;

    FileSizes(UserLocale userLocale, TemplateLocale templateLocale) {
        this.userLocale = userLocale;
        this.templateLocale = templateLocale;
    }

    public String format(long bytes) {
        var words = templateLocale.words(ScriptMessages.class);
        if (bytes < BYTES_PER_KILOBYTE) {
            return words.bytes(digits(bytes));
        }
        var kilobytes = bytes / (double) BYTES_PER_KILOBYTE;
        return kilobytes < MAX_KILOBYTES
                ? words.kilobytes(digits(Math.round(kilobytes)))
                : words.megabytes(digits(kilobytes / BYTES_PER_KILOBYTE));
    }

    private String digits(double number) {
        var format = NumberFormat.getInstance(userLocale.language().locale());
        format.setMaximumFractionDigits(1);
        format.setGroupingUsed(false);
        return format.format(number);
    }
}

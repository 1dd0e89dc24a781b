package chat.parley.page;

import java.time.LocalDate;

/**
 * The separator before the first message of a day.
 *
 * @param words the day in the user's language
 */
record DayLine(LocalDate day, String words) {}

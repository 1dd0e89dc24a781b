package chat.parley.page;

import java.time.LocalDate;

/**
 * Where a day begins in a conversation.
 *
 * @param words as the reader calls it today
 */
record DayLine(LocalDate day, String words) {}

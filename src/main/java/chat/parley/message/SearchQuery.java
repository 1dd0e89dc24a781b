package chat.parley.message;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import chat.parley.Fault;
import chat.parley.ProblemWords;
import chat.parley.Refusal;

/**
 * What somebody looks for, as they typed it: words, "quoted phrases", and filters.
 *
 * @param terms words and phrases, all of which are looked for
 * @param from a username, or null
 * @param in a room's name or id, or null
 * @param before messages of this day and later are left out; null for no such bound
 * @param after messages before this day are left out; null for no such bound
 * @param hasFile whether only messages with a file count
 */
record SearchQuery(List<Term> terms, String from, String in, LocalDate before, LocalDate after, boolean hasFile) {

    /** @param prefix whether it may go on: it is the last word, and may not be typed to its end */
    record Term(String text, boolean prefix) {
    }

    /** A filter, a phrase, or a word. A quotation mark that is not closed quotes all that follows. */
    private static final Pattern PIECE = Pattern.compile(
            "(?<filter>from|in|before|after|has):(?:\"(?<quoted>[^\"]*)\"?|(?<value>\\S*))"
                    + "|\"(?<phrase>[^\"]*)\"?|(?<word>[^\\s\"]+)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    /** @throws Refusal with 400 when a filter cannot be taken as it is */
    static SearchQuery of(String typed) {
        var reading = new Reading();
        var piece = PIECE.matcher(typed);
        while (piece.find()) {
            if (piece.group("filter") != null) {
                var value = piece.group("quoted") == null ? piece.group("value") : piece.group("quoted");
                reading.filter(piece.group("filter").toLowerCase(Locale.ROOT), value.strip());
            } else if (piece.group("phrase") != null) {
                reading.terms.add(new Term(piece.group("phrase"), false));
            } else {
                reading.word(piece.group("word"));
            }
        }
        return reading.query();
    }

    /** Whether there is nothing to look for. */
    boolean empty() {
        return terms.isEmpty() && from == null && in == null && before == null && after == null && !hasFile;
    }

    /** A day as people write it in a filter. */
    static LocalDate day(String text) {
        try {
            return DAY.matcher(text).matches() ? LocalDate.parse(text) : null;
        } catch (DateTimeParseException noSuchDay) {
            return null;
        }
    }

    /** What has been read so far. */
    private static final class Reading {

        private final List<Term> terms = new ArrayList<>();
        private final List<Fault> faults = new ArrayList<>();
        private int lastWord = -1;
        private String from;
        private String in;
        private LocalDate before;
        private LocalDate after;
        private boolean hasFile;

        private void word(String word) {
            lastWord = terms.size();
            terms.add(new Term(word, false));
        }

        private void filter(String name, String value) {
            switch (name) {
                case "from" -> from = present(name, value.startsWith("@") ? value.substring(1) : value);
                case "in" -> in = present(name, value.startsWith("#") ? value.substring(1) : value);
                case "before" -> before = day(name, value);
                case "after" -> after = day(name, value);
                default -> hasFile |= file(value);
            }
        }

        private String present(String name, String value) {
            if (value.isEmpty()) {
                faults.add(new Fault(name, ProblemWords::namesNothing));
            }
            return value;
        }

        private LocalDate day(String name, String value) {
            var day = SearchQuery.day(value);
            if (day == null) {
                faults.add(new Fault(name, ProblemWords::suchDay));
            }
            return day;
        }

        private boolean file(String value) {
            if (!value.equalsIgnoreCase("file")) {
                faults.add(new Fault("has", ProblemWords::onlyFile));
            }
            return true;
        }

        private SearchQuery query() {
            if (!faults.isEmpty()) {
                throw Refusal.badInput(faults);
            }
            if (lastWord >= 0) {
                terms.set(lastWord, new Term(terms.get(lastWord).text(), true));
            }
            return new SearchQuery(List.copyOf(terms), from, in, before, after, hasFile);
        }
    }
}

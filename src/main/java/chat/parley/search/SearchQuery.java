package chat.parley.search;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import chat.parley.problem.ApiException;
import chat.parley.problem.FieldError;
import chat.parley.problem.ProblemMessages;

/**
 * A search query as it was typed: words, "quoted phrases", and filters.
 *
 * @param terms words and phrases, all of which must match
 * @param from a username, or null
 * @param in the name or id of a room, or null
 * @param before excludes messages of this day and later; null for no bound
 * @param after excludes messages before this day; null for no bound
 * @param hasFile whether only messages with a file match
 */
record SearchQuery(List<Term> terms, String from, String in, LocalDate before, LocalDate after, boolean hasFile) {

    /** @param prefix whether it may go on: it is the last word, and may not be typed to its end */
    record Term(String text, boolean prefix) {}

    /** What keyboards and telephones write in the place of the plain one. */
    private static final Pattern QUOTATION_MARK = Pattern.compile("[“”„‟«»＂]");

    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    /**
     * Reads what was typed.
     *
     * @param names how filters are written there
     * @throws ApiException with 400 when a filter cannot be taken as it is
     */
    static SearchQuery of(String typed, FilterNames names) {
        var reading = new Reading(names);
        var piece = names.pieces(QUOTATION_MARK.matcher(typed).replaceAll("\""));
        while (piece.find()) {
            if (piece.group("filter") != null) {
                var value = piece.group("quoted") == null ? piece.group("value") : piece.group("quoted");
                reading.filter(names.meant(piece.group("filter")), value.strip());
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

        private final FilterNames names;
        private final List<Term> terms = new ArrayList<>();
        private final List<FieldError> faults = new ArrayList<>();
        private int lastWord = -1;
        private String from;
        private String in;
        private LocalDate before;
        private LocalDate after;
        private boolean hasFile;

        private Reading(FilterNames names) {
            this.names = names;
        }

        private void word(String word) {
            lastWord = terms.size();
            terms.add(new Term(word, false));
        }

        private void filter(Filter filter, String value) {
            switch (filter) {
                case FROM -> from = present(filter, value.startsWith("@") ? value.substring(1) : value);
                case IN -> in = present(filter, value.startsWith("#") ? value.substring(1) : value);
                case BEFORE -> before = day(filter, value);
                case AFTER -> after = day(filter, value);
                case HAS -> hasFile |= file(value);
            }
        }

        private String present(Filter filter, String value) {
            if (value.isEmpty()) {
                faults.add(new FieldError(filter.id(), ProblemMessages::namesNothing));
            }
            return value;
        }

        private LocalDate day(Filter filter, String value) {
            var day = SearchQuery.day(value);
            if (day == null) {
                faults.add(new FieldError(filter.id(), ProblemMessages::suchDay));
            }
            return day;
        }

        private boolean file(String value) {
            if (!names.file(value)) {
                faults.add(new FieldError(Filter.HAS.id(), words -> words.onlyFile(names.hasFile())));
            }
            return true;
        }

        private SearchQuery query() {
            if (!faults.isEmpty()) {
                throw ApiException.badInput(faults);
            }
            if (lastWord >= 0) {
                terms.set(lastWord, new Term(terms.get(lastWord).text(), true));
            }
            return new SearchQuery(List.copyOf(terms), from, in, before, after, hasFile);
        }
    }
}

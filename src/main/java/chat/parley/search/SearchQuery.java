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

    /**
     * A word or phrase.
     *
     * @param prefix whether it matches the start of a longer word: the last word may be incomplete
     */
    record Term(String text, boolean prefix) {}

    /** Typographic quotation marks, which some keyboards insert for the plain one. */
    private static final Pattern QUOTATION_MARK = Pattern.compile("[“”„‟«»＂]");

    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    /**
     * Parses a query.
     *
     * @param names the names of the filters
     * @throws ApiException with 400 if a filter is invalid
     */
    static SearchQuery of(String typed, FilterNames names) {
        var parser = new Parser(names);
        var matcher = names.pieces(QUOTATION_MARK.matcher(typed).replaceAll("\""));
        while (matcher.find()) {
            if (matcher.group("filter") != null) {
                var value = matcher.group("quoted") == null ? matcher.group("value") : matcher.group("quoted");
                parser.filter(names.filterOf(matcher.group("filter")), value.strip());
            } else if (matcher.group("phrase") != null) {
                parser.terms.add(new Term(matcher.group("phrase"), false));
            } else {
                parser.word(matcher.group("word"));
            }
        }
        return parser.query();
    }

    /** Whether the query has neither terms nor filters. */
    boolean empty() {
        return terms.isEmpty() && from == null && in == null && before == null && after == null && !hasFile;
    }

    /**
     * Parses a day of the form 2026-11-30.
     *
     * @return null if it is invalid
     */
    static LocalDate day(String text) {
        try {
            return DAY.matcher(text).matches() ? LocalDate.parse(text) : null;
        } catch (DateTimeParseException invalid) {
            return null;
        }
    }

    /** The state of parsing. */
    private static final class Parser {

        private final FilterNames names;
        private final List<Term> terms = new ArrayList<>();
        private final List<FieldError> errors = new ArrayList<>();
        private int lastWord = -1;
        private String from;
        private String in;
        private LocalDate before;
        private LocalDate after;
        private boolean hasFile;

        private Parser(FilterNames names) {
            this.names = names;
        }

        private void word(String word) {
            lastWord = terms.size();
            terms.add(new Term(word, false));
        }

        private void filter(Filter filter, String value) {
            switch (filter) {
                case FROM -> from = requireValue(filter, value.startsWith("@") ? value.substring(1) : value);
                case IN -> in = requireValue(filter, value.startsWith("#") ? value.substring(1) : value);
                case BEFORE -> before = day(filter, value);
                case AFTER -> after = day(filter, value);
                case HAS -> hasFile |= file(value);
            }
        }

        private String requireValue(Filter filter, String value) {
            if (value.isEmpty()) {
                errors.add(new FieldError(filter.id(), ProblemMessages::filterValueRequired));
            }
            return value;
        }

        private LocalDate day(Filter filter, String value) {
            var day = SearchQuery.day(value);
            if (day == null) {
                errors.add(new FieldError(filter.id(), ProblemMessages::invalidDate));
            }
            return day;
        }

        private boolean file(String value) {
            if (!names.isFile(value)) {
                errors.add(new FieldError(Filter.HAS.id(), words -> words.unknownHasValue(names.hasFile())));
            }
            return true;
        }

        private SearchQuery query() {
            if (!errors.isEmpty()) {
                throw ApiException.badInput(errors);
            }
            if (lastWord >= 0) {
                terms.set(lastWord, new Term(terms.get(lastWord).text(), true));
            }
            return new SearchQuery(List.copyOf(terms), from, in, before, after, hasFile);
        }
    }
}

package chat.parley.search;

import java.util.ArrayList;
import java.util.List;

import chat.parley.database.SqlArray;
import chat.parley.database.SqlTransaction;
import chat.parley.search.SearchQuery.Term;

/**
 * The index query: two {@code tsquery}, in the notation of PostgreSQL.
 *
 * @param open for public rooms; empty if there are no terms
 * @param scoped for a private room, with {@link #ROOM_PREFIX} in place of its id
 */
record SearchTerms(String open, String scoped) {

    /** Placeholder for the prefix of each word in the index of a room that is not public: its id and an x. */
    static final String ROOM_PREFIX = "0x";

    /** {@code phraseto_tsquery} accepts any text as a phrase, so users cannot inject operators. */
    private static final String PHRASES = """
            select phraseto_tsquery('simple', search_text(t, ''))::text as open, phraseto_tsquery('simple', search_text(t, '0x'))::text as scoped
            from unnest(?) with ordinality as terms(t, turn) order by turn""";

    /**
     * Parses the terms in the database.
     *
     * @return null if no term contains a word, so that nothing matches
     */
    static SearchTerms of(SqlTransaction transaction, List<Term> terms) {
        if (terms.isEmpty()) {
            return new SearchTerms("", "");
        }
        var open = new ArrayList<String>();
        var scoped = new ArrayList<String>();
        var phrases = transaction.list(
                PHRASES,
                row -> new SearchTerms(row.getString("open"), row.getString("scoped")),
                SqlArray.text(terms.stream().map(Term::text).toList()));
        for (var index = 0; index < terms.size(); index++) {
            var prefix = terms.get(index).prefix();
            add(open, phrases.get(index).open(), prefix);
            add(scoped, phrases.get(index).scoped(), prefix);
        }
        return open.isEmpty() ? null : new SearchTerms(String.join(" & ", open), String.join(" & ", scoped));
    }

    /** Adds the author as a criterion. */
    SearchTerms by(long author) {
        return new SearchTerms(and(open, "'@" + author + "'"), and(scoped, "'" + ROOM_PREFIX + "@" + author + "'"));
    }

    /** Limits the query to one room. */
    SearchTerms in(long room, boolean isOpen) {
        return isOpen
                ? new SearchTerms(and(open, "'#" + room + "'"), "")
                : new SearchTerms("", scoped.replace("'" + ROOM_PREFIX, "'" + room + "x"));
    }

    boolean empty() {
        return open.isEmpty() && scoped.isEmpty();
    }

    /** Adds a phrase. The mark of a prefix follows the last word of the phrase. */
    private static void add(List<String> all, String phrase, boolean prefix) {
        if (!phrase.isEmpty()) {
            all.add(prefix ? "(" + phrase + ":*)" : "(" + phrase + ")");
        }
    }

    private static String and(String query, String more) {
        return query.isEmpty() ? more : query + " & " + more;
    }
}

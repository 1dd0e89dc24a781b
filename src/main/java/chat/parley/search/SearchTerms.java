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
 * @param scoped for a private room, with {@link #ROOM} in place of its id
 */
record SearchTerms(String open, String scoped) {

    /** What each word of a room that is not public begins with, once the room is known: its id and an x. */
    static final String ROOM = "0x";

    /** {@code phraseto_tsquery} takes any text and makes a phrase of it, so nothing that people type has a meaning of its own. */
    private static final String PHRASES = """
            select phraseto_tsquery('simple', search_text(t, ''))::text as open, phraseto_tsquery('simple', search_text(t, '0x'))::text as scoped
            from unnest(?) with ordinality as terms(t, turn) order by turn""";

    /** @return null where none of the terms has a word in it, so that they are found nowhere */
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

    /** Only what this author wrote, as well. */
    SearchTerms by(long author) {
        return new SearchTerms(and(open, "'@" + author + "'"), and(scoped, "'" + ROOM + "@" + author + "'"));
    }

    /** In this room alone. */
    SearchTerms in(long room, boolean isOpen) {
        return isOpen
                ? new SearchTerms(and(open, "'#" + room + "'"), "")
                : new SearchTerms("", scoped.replace("'" + ROOM, "'" + room + "x"));
    }

    boolean empty() {
        return open.isEmpty() && scoped.isEmpty();
    }

    /** A prefix is marked behind its last word, which stands last. */
    private static void add(List<String> all, String phrase, boolean prefix) {
        if (!phrase.isEmpty()) {
            all.add(prefix ? "(" + phrase + ":*)" : "(" + phrase + ")");
        }
    }

    private static String and(String query, String more) {
        return query.isEmpty() ? more : query + " & " + more;
    }
}

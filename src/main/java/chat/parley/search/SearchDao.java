package chat.parley.search;

import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import chat.parley.database.Sql;
import chat.parley.database.SqlTransaction;
import chat.parley.search.SearchQuery.Term;

/**
 * Finds the places of matching messages that a user may see, newest first. Frequent words are found by scanning the
 * newest messages, rare ones with the index. src/docs/search.md has the reasons and figures.
 */
@ApplicationScoped
class SearchDao {

    /**
     * The criteria of a search.
     *
     * @param in the only room to search; null for all rooms that the viewer may see
     * @param author the id of an account; null for everyone
     * @param since the earliest time
     * @param until the time after the latest
     * @param below the page starts after this position
     */
    record SearchCriteria(
            long viewer,
            List<Term> terms,
            SearchRoom in,
            Long author,
            Instant since,
            Instant until,
            SearchPosition below,
            boolean hasFile) {}

    /** A statement and its parameters. */
    record Statement(String sql, List<Object> values) {}

    /** The newest messages that are scanned, in about 3 ms. A word in one of a hundred messages fills a page. */
    static final int MAX_SCANNED_MESSAGES = 2000;
    /** Fewer for one room, because its messages are spread over more pages of the table. */
    static final int MAX_SCANNED_MESSAGES_OF_ROOM = 500;

    /**
     * Limits the time of each statement to 2 seconds. Prefers the index, even on a table without statistics, and
     * disables JIT compilation, which takes longer than the statements.
     */
    static final String BOUNDS =
            "set local statement_timeout = 2000; set local enable_seqscan = off; set local jit = off";

    private final Sql sql;

    SearchDao(Sql sql) {
        this.sql = sql;
    }

    /** Returns the first matching positions, at most {@code limit}. */
    List<SearchPosition> find(SearchCriteria criteria, int limit) {
        return sql.inTransaction(transaction -> find(transaction, criteria, limit));
    }

    private static List<SearchPosition> find(SqlTransaction transaction, SearchCriteria criteria, int limit) {
        transaction.execute(BOUNDS);
        var terms = SearchTerms.of(transaction, criteria.terms());
        if (terms == null) {
            return List.of();
        }
        var all = terms(criteria, terms);
        var newest = run(transaction, newest(criteria, all, limit));
        if (newest.size() == limit) {
            return newest;
        }
        var mustScan = all.empty() || criteria.hasFile();
        return run(transaction, mustScan ? scanAll(criteria, all, limit) : queryIndex(criteria, all, limit));
    }

    private static SearchTerms terms(SearchCriteria criteria, SearchTerms terms) {
        var byAuthor = criteria.author() == null ? terms : terms.by(criteria.author());
        return criteria.in() == null || byAuthor.empty()
                ? byAuthor
                : byAuthor.in(criteria.in().id(), criteria.in().open());
    }

    /** Scans the newest messages. */
    static Statement newest(SearchCriteria criteria, SearchTerms terms, int limit) {
        var sql = scan(criteria, terms)
                .order(criteria)
                .add("limit ?)", criteria.in() == null ? MAX_SCANNED_MESSAGES : MAX_SCANNED_MESSAGES_OF_ROOM)
                .matching(criteria, terms);
        if (criteria.hasFile()) {
            sql.add("and exists (select from attachment f where f.room_id = m.room_id and f.seq = m.seq)");
        }
        return sql.visible(criteria).page(criteria, limit);
    }

    /** Queries the index: once for all public rooms, and once for each other room of the viewer. */
    static Statement queryIndex(SearchCriteria criteria, SearchTerms terms, int limit) {
        var sql = new SqlBuilder().add("select m.room_id, m.seq, m.created_at from");
        if (criteria.in() == null) {
            sql.add("(select null::bigint as room_id, ?::tsquery as query union all", terms.open())
                    .mine(criteria, terms)
                    .add("""
                    ) asked cross join lateral (select * from message m where m.search_vector @@ asked.query
                      and (asked.room_id is null and m.room_public or asked.room_id = m.room_id) offset 0) m""");
        } else {
            sql.add(
                    "(select * from message m where m.search_vector @@ ?::tsquery offset 0) m",
                    terms.open() + terms.scoped());
        }
        return sql.add("where").bounds(criteria).visible(criteria).page(criteria, limit);
    }

    /** Scans all messages with a file; or all messages, if the criteria have no terms. */
    static Statement scanAll(SearchCriteria criteria, SearchTerms terms, int limit) {
        var sql = scan(criteria, terms);
        if (criteria.hasFile()) {
            sql.add("and (m.room_id, m.seq) in (select f.room_id, f.seq from attachment f) offset 0");
        }
        return sql.add(")").matching(criteria, terms).visible(criteria).page(criteria, limit);
    }

    private static SqlBuilder scan(SearchCriteria criteria, SearchTerms terms) {
        var sql = new SqlBuilder();
        if (criteria.in() == null && !terms.empty()) {
            sql.add("with mine as materialized (").mine(criteria, terms).add(")");
        }
        return sql.add("select m.room_id, m.seq, m.created_at from (select * from message m where")
                .bounds(criteria);
    }

    private static List<SearchPosition> run(SqlTransaction transaction, Statement statement) {
        return transaction.list(
                statement.sql(),
                row -> new SearchPosition(row.getInstant("created_at"), row.getLong("room_id"), row.getLong("seq")),
                statement.values().toArray());
    }
}

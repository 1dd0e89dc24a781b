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
     * What is looked for.
     *
     * @param in one room alone; null for all that the viewer may see
     * @param author null for everyone
     * @param below the page begins with what comes next after it
     */
    record Wanted(
            long viewer,
            List<Term> terms,
            SearchRoom in,
            Long author,
            Instant since,
            Instant until,
            SearchPosition below,
            boolean hasFile) {}

    /** A statement and what it is given. */
    record Statement(String sql, List<Object> values) {}

    /** So many of the newest are looked through: some 3 ms. What stands in one of a hundred of them fills a page. */
    static final int MAX_SCANNED_MESSAGES = 2000;
    /** Of one room fewer, as its messages lie further apart. */
    static final int MAX_SCANNED_MESSAGES_OF_ROOM = 500;

    /**
     * Nothing runs for longer. The index is used even on a table that was never analyzed, and nothing is compiled for
     * statements that take milliseconds.
     */
    static final String BOUNDS =
            "set local statement_timeout = 2000; set local enable_seqscan = off; set local jit = off";

    private final Sql sql;

    SearchDao(Sql sql) {
        this.sql = sql;
    }

    /** The first places, {@code most} of them where there are that many. */
    List<SearchPosition> find(Wanted wanted, int most) {
        return sql.inTransaction(transaction -> find(transaction, wanted, most));
    }

    private static List<SearchPosition> find(SqlTransaction transaction, Wanted wanted, int most) {
        transaction.execute(BOUNDS);
        var words = SearchTerms.of(transaction, wanted.terms());
        if (words == null) {
            return List.of();
        }
        var all = words(wanted, words);
        var newest = run(transaction, newest(wanted, all, most));
        if (newest.size() == most) {
            return newest;
        }
        var atLength = all.empty() || wanted.hasFile();
        return run(transaction, atLength ? every(wanted, all, most) : indexed(wanted, all, most));
    }

    private static SearchTerms words(Wanted wanted, SearchTerms words) {
        var by = wanted.author() == null ? words : words.by(wanted.author());
        return wanted.in() == null || by.empty()
                ? by
                : by.in(wanted.in().id(), wanted.in().open());
    }

    /** Looks through the newest messages. */
    static Statement newest(Wanted wanted, SearchTerms words, int most) {
        var sql = through(wanted, words)
                .order(wanted)
                .add("limit ?)", wanted.in() == null ? MAX_SCANNED_MESSAGES : MAX_SCANNED_MESSAGES_OF_ROOM)
                .matching(wanted, words);
        if (wanted.hasFile()) {
            sql.add("and exists (select from attachment f where f.room_id = m.room_id and f.seq = m.seq)");
        }
        return sql.seen(wanted).page(wanted, most);
    }

    /** Looks the words up: once for all public rooms, and once for each other room that one is in. */
    static Statement indexed(Wanted wanted, SearchTerms words, int most) {
        var sql = new SqlBuilder().add("select m.room_id, m.seq, m.created_at from");
        if (wanted.in() == null) {
            sql.add("(select null::bigint as room_id, ?::tsquery as query union all", words.open())
                    .mine(wanted, words)
                    .add("""
                    ) asked cross join lateral (select * from message m where m.search_vector @@ asked.query
                      and (asked.room_id is null and m.room_public or asked.room_id = m.room_id) offset 0) m""");
        } else {
            sql.add(
                    "(select * from message m where m.search_vector @@ ?::tsquery offset 0) m",
                    words.open() + words.scoped());
        }
        return sql.add("where").bounds(wanted).seen(wanted).page(wanted, most);
    }

    /** Looks through all that have a file or, where nothing is asked that the index has, through all there is. */
    static Statement every(Wanted wanted, SearchTerms words, int most) {
        var sql = through(wanted, words);
        if (wanted.hasFile()) {
            sql.add("and (m.room_id, m.seq) in (select f.room_id, f.seq from attachment f) offset 0");
        }
        return sql.add(")").matching(wanted, words).seen(wanted).page(wanted, most);
    }

    private static SqlBuilder through(Wanted wanted, SearchTerms words) {
        var sql = new SqlBuilder();
        if (wanted.in() == null && !words.empty()) {
            sql.add("with mine as materialized (").mine(wanted, words).add(")");
        }
        return sql.add("select m.room_id, m.seq, m.created_at from (select * from message m where")
                .bounds(wanted);
    }

    private static List<SearchPosition> run(SqlTransaction transaction, Statement statement) {
        return transaction.list(
                statement.sql(),
                row -> new SearchPosition(row.getInstant("created_at"), row.getLong("room_id"), row.getLong("seq")),
                statement.values().toArray());
    }
}

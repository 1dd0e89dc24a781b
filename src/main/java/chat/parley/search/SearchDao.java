package chat.parley.search;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import chat.parley.search.SearchQuery.Term;
import io.agroal.api.AgroalDataSource;

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
    static final int NEWEST = 2000;
    /** Of one room fewer, as its messages lie further apart. */
    static final int NEWEST_OF_ROOM = 500;

    /**
     * Nothing runs for longer. The index is used even on a table that was never analyzed, and nothing is compiled for
     * statements that take milliseconds.
     */
    static final String BOUNDS =
            "set local statement_timeout = 2000; set local enable_seqscan = off; set local jit = off";

    private final AgroalDataSource database;

    SearchDao(AgroalDataSource database) {
        this.database = database;
    }

    /** The first places, {@code most} of them where there are that many. */
    List<SearchPosition> find(Wanted wanted, int most) {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                return find(connection, wanted, most);
            } finally {
                connection.rollback();
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("The search failed", failed);
        }
    }

    private static List<SearchPosition> find(Connection connection, Wanted wanted, int most) throws SQLException {
        try (var bounds = connection.createStatement()) {
            bounds.execute(BOUNDS);
        }
        var words = SearchTerms.of(connection, wanted.terms());
        if (words == null) {
            return List.of();
        }
        var all = words(wanted, words);
        var newest = run(connection, newest(wanted, all, most));
        if (newest.size() == most) {
            return newest;
        }
        var atLength = all.empty() || wanted.hasFile();
        return run(connection, atLength ? every(wanted, all, most) : indexed(wanted, all, most));
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
                .add("limit ?)", wanted.in() == null ? NEWEST : NEWEST_OF_ROOM)
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

    private static List<SearchPosition> run(Connection connection, Statement statement) throws SQLException {
        try (var query = connection.prepareStatement(statement.sql())) {
            for (var i = 0; i < statement.values().size(); i++) {
                query.setObject(i + 1, statement.values().get(i));
            }
            try (var found = query.executeQuery()) {
                var places = new ArrayList<SearchPosition>();
                while (found.next()) {
                    var at = found.getObject(3, OffsetDateTime.class).toInstant();
                    places.add(new SearchPosition(at, found.getLong(1), found.getLong(2)));
                }
                return places;
            }
        }
    }
}

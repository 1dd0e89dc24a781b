package chat.parley.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import chat.parley.Concurrently;
import chat.parley.TestUser;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;

/** Concurrent posts and removals, which the test queues on the room's row lock in a chosen order. */
@QuarkusTest
class RemovalRaceTest {

    @Inject
    AgroalDataSource database;

    @Test
    void queuedPostDoesNotRejoinARemovedMember() throws SQLException {
        var mira = TestUser.create("mira");
        var eve = TestUser.create("eve");
        var room = mira.createRoom("private");
        mira.invite(room, eve);

        CompletableFuture<Integer> removal;
        CompletableFuture<Integer> post;
        try (var connection = database.getConnection()) {
            lockRoom(connection, room);
            removal = Concurrently.supplyAsync(() -> mira.request()
                    .delete("/api/rooms/{id}/members/{name}", room, eve.username())
                    .statusCode());
            awaitWaiters(1);
            post = Concurrently.supplyAsync(
                    () -> eve.tryToPost(room, "me again", "late").statusCode());
            awaitWaiters(2);
            connection.commit();
        }

        assertThat(removal.join()).isEqualTo(204);
        assertThat(post.join()).isEqualTo(404);
        eve.request().get("/api/rooms/{id}", room).then().statusCode(404);
        assertThat(mira.get("/api/rooms/{id}", room).getLong("seq")).isZero();
    }

    @Test
    void postingWhileAMemberLeavesDoesNotDeadlock() throws SQLException {
        var mira = TestUser.create("mira");
        var eve = TestUser.create("eve");
        var room = mira.createRoom("public");
        eve.join(room);

        CompletableFuture<Integer> post;
        CompletableFuture<Integer> leave;
        try (var connection = database.getConnection()) {
            lockRoom(connection, room);
            post = Concurrently.supplyAsync(
                    () -> eve.tryToPost(room, "one more thing", "last").statusCode());
            awaitWaiters(1);
            leave = Concurrently.supplyAsync(() ->
                    eve.request().delete("/api/rooms/{id}/membership", room).statusCode());
            awaitWaiters(2);
            connection.commit();
        }

        assertThat(post.join()).isEqualTo(201);
        assertThat(leave.join()).isEqualTo(204);
        assertThat(eve.get("/api/rooms/{id}", room).getBoolean("member")).isFalse();
    }

    private static void lockRoom(Connection connection, long room) throws SQLException {
        connection.setAutoCommit(false);
        try (var hold = connection.prepareStatement("select from room where id = ? for update")) {
            hold.setLong(1, room);
            hold.executeQuery();
        }
    }

    /** Counts both kinds of waiting for a row lock: the first waiter waits for the transaction that holds the lock, the next for the first. */
    private void awaitWaiters(int count) {
        await().until(() -> {
            try (var connection = database.getConnection();
                    var ask = connection.createStatement();
                    var result = ask.executeQuery("""
                            select count(*) from pg_stat_activity
                            where datname = current_database() and wait_event_type = 'Lock' and state = 'active'""")) {
                result.next();
                return result.getInt(1) >= count;
            }
        });
    }
}

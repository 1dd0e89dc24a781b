package chat.parley.room;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;

import chat.parley.account.Account;
import chat.parley.problem.ApiException;
import chat.parley.room.RoomService.Opened;

/**
 * Group conversations: private rooms without a name, in which all members have equal rights. The same set of members
 * has one conversation, no matter who opens it, like a direct room. Members can change; then opening one for the original set
 * finds or creates another.
 */
@ApplicationScoped
@Transactional
class ConversationService {

    /** Members of a conversation. A larger group needs a room with a name and an owner. */
    public static final int MAX_MEMBERS = 20;

    private static final String FIND = """
            select r.id from membership m join room r on r.id = m.room_id
            where m.account_id = ?1 and r.kind = 'private' and r.name = ''
              and (select array_agg(o.account_id order by o.account_id) from membership o where o.room_id = r.id)
                = cast(?2 as bigint[])
            order by r.active_at desc limit 1""";

    private final EntityManager entities;
    private final RoomService rooms;

    ConversationService(EntityManager entities, RoomService rooms) {
        this.entities = entities;
        this.rooms = rooms;
    }

    /**
     * Returns the conversation of the viewer with others, and creates it if there is none. With one other person it
     * is their direct room.
     *
     * @param viewer the id of the account
     * @param others usernames, at most {@link #MAX_MEMBERS} - 1
     * @throws ApiException with 404 if an account does not exist; 400 if there are too many people or no others; 429
     *        if the viewer creates too many rooms
     */
    Opened open(long viewer, Collection<String> others) {
        var accounts = LongStream.concat(
                        LongStream.of(viewer),
                        Account.requireEnabled(others).stream().mapToLong(other -> other.id))
                .distinct()
                .sorted()
                .toArray();
        if (accounts.length < 2 || accounts.length > MAX_MEMBERS) {
            throw ApiException.badInput("with", words -> words.invalidPeople(MAX_MEMBERS - 1));
        }
        return accounts.length == 2 ? rooms.openDirect(accounts[0], accounts[1]) : open(viewer, accounts);
    }

    private Opened open(long viewer, long[] accounts) {
        var key = Arrays.stream(accounts).mapToObj(String::valueOf).collect(Collectors.joining(","));
        lock(key);
        return find(viewer, key)
                .map(room -> new Opened(room, false))
                .orElseGet(() -> new Opened(rooms.createConversation(accounts), true));
    }

    /** Locks the set of members until the commit, so that concurrent requests create only one conversation. */
    private void lock(String key) {
        entities.createNativeQuery("select 1 from pg_advisory_xact_lock(hashtextextended(?1, 0))")
                .setParameter(1, "conversation " + key)
                .getResultList();
    }

    @SuppressWarnings("unchecked")
    private Optional<Long> find(long viewer, String key) {
        List<Number> found = entities.createNativeQuery(FIND)
                .setParameter(1, viewer)
                .setParameter(2, "{" + key + "}")
                .getResultList();
        return found.stream().map(Number::longValue).findFirst();
    }
}

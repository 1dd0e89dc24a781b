package chat.parley.ops;

import java.util.List;
import java.util.Locale;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import chat.parley.account.Account;
import chat.parley.auth.signup.AccountService;
import chat.parley.message.Draft;
import chat.parley.message.MessageLog;
import chat.parley.room.RoomKind;
import chat.parley.room.Rooms;
import io.quarkus.narayana.jta.QuarkusTransaction;

/** People, rooms and some conversation, so that who tries Parley sees it in use. Never in production. */
@ApplicationScoped
public class DemoData {

    static final String PASSWORD = "parley-demo";
    static final List<String> PEOPLE = List.of("Mira", "Tom", "Eve", "Noor", "Jonas", "Aiko");

    /** Enough that the first room has pages to scroll through. */
    private static final int ROUNDS = 9;

    private final AccountService accounts;
    private final Rooms rooms;
    private final MessageLog log;

    DemoData(AccountService accounts, Rooms rooms, MessageLog log) {
        this.accounts = accounts;
        this.rooms = rooms;
        this.log = log;
    }

    /**
     * Puts it into an empty database; leaves any other alone.
     *
     * @return whether it was empty
     */
    public boolean seed() {
        // Not @Transactional: each account and room below has a transaction of its own.
        if (QuarkusTransaction.requiringNew().call(() -> Account.count() > 0)) {
            return false;
        }
        var people = PEOPLE.stream()
                .map(name -> accounts.make(name.toLowerCase(Locale.ROOT), PASSWORD, name, null).id)
                .toList();
        var lobby = rooms.create(people.get(0), "Lobby", "Where everyone comes in", RoomKind.PUBLIC);
        var garden = rooms.create(people.get(1), "Garden", "Seeds, soil and slugs", RoomKind.PUBLIC);
        var night = rooms.create(people.get(2), "Night shift", "For those who are still up", RoomKind.PUBLIC);
        var planning = rooms.create(people.get(0), "Planning", "Private", RoomKind.PRIVATE);
        talk(garden, people, DemoMessages.GARDEN, 2);
        talk(night, people.subList(2, 5), DemoMessages.NIGHT, 1);
        talk(planning, people.subList(0, 1), DemoMessages.PLANNING, 1);
        talk(rooms.openDirect(people.get(0), people.get(1)).room(), people.subList(0, 2), DemoMessages.DIRECT, 1);
        talk(lobby, people, DemoMessages.LOBBY, ROUNDS);
        return true;
    }

    private void talk(long room, List<Long> people, List<String> lines, int rounds) {
        for (var turn = 0; turn < rounds * lines.size(); turn++) {
            var line = lines.get(turn % lines.size());
            log.append(new Draft(
                            room,
                            people.get(turn % people.size()),
                            UUID.randomUUID().toString(),
                            line,
                            null))
                    .join();
        }
    }
}

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
import chat.parley.room.RoomService;
import io.quarkus.narayana.jta.QuarkusTransaction;

/** Demo accounts, rooms and messages for evaluation. Never used in production. */
@ApplicationScoped
class DemoData {

    static final String PASSWORD = "parley-demo";
    static final List<String> NAMES = List.of("Mira", "Tom", "Eve", "Noor", "Jonas", "Aiko");

    /** Enough repetitions that the first room has several pages. */
    private static final int ROUNDS = 9;

    private final AccountService accounts;
    private final RoomService rooms;
    private final MessageLog log;

    DemoData(AccountService accounts, RoomService rooms, MessageLog log) {
        this.accounts = accounts;
        this.rooms = rooms;
        this.log = log;
    }

    /**
     * Fills an empty database. Does nothing if there is an account.
     *
     * @return whether the database was empty
     */
    public boolean seed() {
        // Not @Transactional: each account and room below is created in a separate transaction.
        if (QuarkusTransaction.requiringNew().call(() -> Account.count() > 0)) {
            return false;
        }
        var accountIds = NAMES.stream()
                .map(name -> accounts.createUnchecked(name.toLowerCase(Locale.ROOT), PASSWORD, name, null).id)
                .toList();
        var lobby = rooms.create(accountIds.get(0), "Lobby", "Where everyone comes in", RoomKind.PUBLIC);
        var garden = rooms.create(accountIds.get(1), "Garden", "Seeds, soil and slugs", RoomKind.PUBLIC);
        var nightShift = rooms.create(accountIds.get(2), "Night shift", "For those who are still up", RoomKind.PUBLIC);
        var planning = rooms.create(accountIds.get(0), "Planning", "Private", RoomKind.PRIVATE);
        post(garden, accountIds, DemoMessages.GARDEN, 2);
        post(nightShift, accountIds.subList(2, 5), DemoMessages.NIGHT, 1);
        post(planning, accountIds.subList(0, 1), DemoMessages.PLANNING, 1);
        post(
                rooms.openDirect(accountIds.get(0), accountIds.get(1)).room(),
                accountIds.subList(0, 2),
                DemoMessages.DIRECT,
                1);
        post(lobby, accountIds, DemoMessages.LOBBY, ROUNDS);
        return true;
    }

    private void post(long room, List<Long> accountIds, List<String> texts, int rounds) {
        for (var index = 0; index < rounds * texts.size(); index++) {
            var text = texts.get(index % texts.size());
            log.append(new Draft(
                            room,
                            accountIds.get(index % accountIds.size()),
                            UUID.randomUUID().toString(),
                            text,
                            null))
                    .join();
        }
    }
}

package chat.parley.realtime;

import chat.parley.auth.AuthenticatedUser;
import chat.parley.i18n.Language;
import chat.parley.realtime.transport.FakeTransport;

/** Clients whose frames go to a {@link FakeTransport}. */
final class TestClients {

    private static final long LARGE_OUTBOX_BYTES = 1_000_000;

    private TestClients() {}

    static Client client(FakeTransport transport, long account) {
        return client(transport, account, LARGE_OUTBOX_BYTES);
    }

    static Client client(FakeTransport transport, long account, long maxOutboxBytes) {
        return new Client(
                new AuthenticatedUser(
                        account, "person-" + account, "Person " + account, null, Language.ENGLISH, account, false, ""),
                transport.outbox(maxOutboxBytes));
    }
}

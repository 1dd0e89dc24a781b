package chat.parley.live;

import java.util.List;

/** What an {@link Outbox} writes to: a socket, or in a test what stands for one. */
interface Wire {

    /** Has the outbox {@linkplain Outbox#write write} what it holds, soon, on the one thread that writes to this wire. */
    void wake(Outbox outbox);

    /** Sends frames after those before them, in one go. Called by {@link Outbox#write} alone. */
    void send(List<Frame> frames);

    /** The bytes that were sent and that the network has not taken yet. Any thread. */
    long unsent();

    /** Any thread; what was sent before goes out before. */
    void close(Close why);
}

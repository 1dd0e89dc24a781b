package chat.parley.realtime;

import java.util.List;

/** The destination of an {@link Outbox}: a socket, or a fake in tests. */
interface Transport {

    /** Has the outbox {@linkplain Outbox#write write} what it holds, soon, on the one thread that writes to this wire. */
    void wake(Outbox outbox);

    /** Sends frames after those before them, in one go. Called by {@link Outbox#write} alone. */
    void send(List<Frame> frames);

    /**
     * Sends as much of a frame as the network takes for now. Called by {@link Outbox#write} alone.
     *
     * @param from the byte to begin with: 0, or what the call before has answered
     * @param more is run once the network takes more, when this call has not sent all
     * @return the byte to go on with; the frame's length when all of it is sent
     */
    int send(Frame frame, int from, Runnable more);

    /** The bytes that were sent and that the network has not taken yet. Any thread. */
    long unsent();

    /** Any thread; what was sent before goes out before. */
    void close(CloseCode why);
}

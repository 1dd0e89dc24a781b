package chat.parley.realtime.transport;

import java.util.List;

/** The destination of an {@link Outbox}: a socket, or a fake in tests. */
interface Transport {

    /** Schedules a {@linkplain Outbox#flush flush} on the thread that writes to this socket. Any thread. */
    void scheduleFlush(Outbox outbox);

    /** Sends frames in order, with one flush. Called by {@link Outbox#flush} only. */
    void send(List<Frame> frames);

    /**
     * Sends as much of a frame as the network accepts now. Called by {@link Outbox#flush} only.
     *
     * @param from the offset of the first byte: 0, or the result of the previous call
     * @param onWritable runs once the network accepts more, if this call did not send everything
     * @return the offset of the next byte; the length of the frame if everything is sent
     */
    int send(Frame frame, int from, Runnable onWritable);

    /** The number of bytes that were sent and not yet accepted by the network. Any thread. */
    long unsentBytes();

    /** Closes the socket, after the frames that were sent before. Any thread. */
    void close(CloseCode closeCode);

    /** Cuts the connection if it is still open, without waiting for the client. Any thread. */
    void abort();
}

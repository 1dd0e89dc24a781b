package chat.parley.live;

import io.smallrye.mutiny.Uni;

/** What an {@link Outbox} writes to: a socket, or in a test what stands for one. */
interface Wire {

    /** Writes when subscribed to, after what was written before; done when the operating system has taken it. */
    Uni<Void> write(String text);

    void close(Close why);
}

package chat.parley.live;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import chat.parley.Limit;
import chat.parley.Refusal;

/**
 * The frames that a client may send. Each counts towards {@link Limit#SOCKET_FRAME} on its socket; one that reaches other
 * sockets names the limits of its account besides, which {@link Socket} counts: {@code RateLimitedEndpointsTest} looks there.
 */
enum ClientFrame {

    /** Answered on the same socket alone. */
    PING,
    /** Sent on to everyone in a room. */
    TYPING(Limit.TYPING, Limit.TYPING_ACCOUNT),
    /** Sent to all sockets of the account. */
    READ(Limit.READ_MARK);

    private final List<Limit> limits;

    ClientFrame(Limit... limits) {
        this.limits = List.of(limits);
    }

    /** None for a frame that reaches no other socket. */
    List<Limit> limits() {
        return limits;
    }

    /** @throws Refusal with 400 when no frame has that type */
    static ClientFrame of(String type) {
        return Arrays.stream(values())
                .filter(frame -> frame.type().equals(type))
                .findFirst()
                .orElseThrow(() -> Refusal.badInput("type", english -> "is not known"));
    }

    private String type() {
        return name().toLowerCase(Locale.ROOT);
    }
}

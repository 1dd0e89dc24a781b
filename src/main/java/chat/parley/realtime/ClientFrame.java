package chat.parley.realtime;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import chat.parley.problem.ApiException;
import chat.parley.ratelimit.RateLimit;

/**
 * The frames that a client may send. Each counts towards {@link RateLimit#SOCKET_FRAME} on its socket; one that reaches other
 * sockets names the limits of its account besides, which {@link ChatSocket} counts: {@code RateLimitedEndpointsTest} looks there.
 */
enum ClientFrame {

    /** Answered on the same socket alone. */
    PING,
    /** Sent on to everyone in a room. */
    TYPING(RateLimit.TYPING, RateLimit.TYPING_ACCOUNT),
    /** Sent to all sockets of the account. */
    READ(RateLimit.READ_MARK);

    private final List<RateLimit> limits;

    ClientFrame(RateLimit... limits) {
        this.limits = List.of(limits);
    }

    /** None for a frame that reaches no other socket. */
    List<RateLimit> limits() {
        return limits;
    }

    /** @throws ApiException with 400 when no frame has that type */
    static ClientFrame of(String type) {
        return Arrays.stream(values())
                .filter(frame -> frame.type().equals(type))
                .findFirst()
                .orElseThrow(() -> ApiException.badInput("type", english -> "is not known"));
    }

    private String type() {
        return name().toLowerCase(Locale.ROOT);
    }
}

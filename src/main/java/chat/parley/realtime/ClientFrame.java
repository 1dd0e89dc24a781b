package chat.parley.realtime;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import chat.parley.problem.ApiException;
import chat.parley.ratelimit.RateLimit;

/**
 * The frames that a client may send. Each counts towards {@link RateLimit#SOCKET_FRAME} of its socket. A frame that
 * reaches other sockets also names the limits of its account, which {@link ChatSocket} applies and {@code
 * RateLimitedEndpointsTest} checks.
 */
enum ClientFrame {

    /** Answered on the same socket only. */
    PING,
    /** Forwarded to all other members of a room. */
    TYPING(RateLimit.TYPING, RateLimit.TYPING_ACCOUNT),
    /** Sent to all sockets of the account. */
    READ(RateLimit.READ_MARK);

    private final List<RateLimit> limits;

    ClientFrame(RateLimit... limits) {
        this.limits = List.of(limits);
    }

    /** The limits that apply besides that of the socket; empty for a frame that reaches no other socket. */
    List<RateLimit> limits() {
        return limits;
    }

    /**
     * The frame of a type.
     *
     * @throws ApiException with status 400 if there is no such type
     */
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

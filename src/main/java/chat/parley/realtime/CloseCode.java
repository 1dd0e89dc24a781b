package chat.parley.realtime;

import io.quarkus.websockets.next.CloseReason;

/** The close codes that the server sends: when it uses each one, and how clients react. */
public enum CloseCode {

    /** A frame that RFC 6455 does not allow: not masked, reserved bits, a fragment of nothing. The client has a fault. */
    PROTOCOL_ERROR(1002, "protocol error"),
    /** Signed out, no longer allowed, or frames that keep coming broken or too fast. The client signs in again. */
    NOT_ALLOWED(1008, "signed out or not allowed"),
    /** A frame above the limit. The client sends smaller ones. */
    FRAME_TOO_LARGE(1009, "frame too large"),
    /** The process stops, or lost its place. The client reconnects with jitter, within seconds, and catches up. */
    RESTARTING(1012, "reconnect"),
    /** More waits for this socket than it is allowed to owe. The client reconnects and catches up. */
    TOO_SLOW(1013, "too slow: reconnect and catch up");

    private final int code;
    private final String reason;

    CloseCode(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    public int code() {
        return code;
    }

    String text() {
        return reason;
    }

    CloseReason reason() {
        return new CloseReason(code, reason);
    }
}

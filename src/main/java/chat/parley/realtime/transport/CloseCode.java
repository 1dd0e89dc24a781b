package chat.parley.realtime.transport;

import io.quarkus.websockets.next.CloseReason;

/** The close codes that the server sends: when it uses each one, and how clients react. */
public enum CloseCode {

    /** A frame that RFC 6455 does not allow: not masked, reserved bits set, or a continuation without a start. The client has a defect. */
    PROTOCOL_ERROR(1002, "protocol error"),
    /** The session ended, access was revoked, or the client keeps sending invalid or too many frames. The client signs in again. */
    NOT_ALLOWED(1008, "signed out or not allowed"),
    /** A message exceeds the size limit. The client must send smaller ones. */
    FRAME_TOO_LARGE(1009, "frame too large"),
    /** The process stops, or serving this socket failed. The client reconnects with jitter, within seconds, and catches up. */
    RESTARTING(1012, "reconnect"),
    /** The send queue of this socket is full. The client reconnects and catches up. */
    TOO_SLOW(1013, "too slow: reconnect and catch up");

    private final int code;
    private final String reason;

    CloseCode(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    /** The status code of the close frame (RFC 6455, section 7.4). */
    public int code() {
        return code;
    }

    String text() {
        return reason;
    }

    /** The code and the text of the close frame. */
    public CloseReason reason() {
        return new CloseReason(code, reason);
    }
}

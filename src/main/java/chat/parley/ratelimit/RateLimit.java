package chat.parley.ratelimit;

import java.time.Duration;

/**
 * All rate limits: burst, refill rate, and scope. Requests above a limit get 429 with {@code Retry-After}. {@code
 * parley.rate-limit.multiplier} scales them all.
 */
public enum RateLimit {

    /** Wrong passwords for one account from one network address: about 2,900 attempts a day. */
    SIGN_IN_FAILURE("sign-in-failure", 10, Duration.ofSeconds(30)),
    /** Wrong passwords for one account from all addresses. Higher, so that one attacker does not lock the owner out. */
    SIGN_IN_ACCOUNT("sign-in-account", 60, Duration.ofSeconds(30)),
    /** Sign-ins from one network address, also successful ones: each costs 0.1 s of CPU. */
    SIGN_IN_ADDRESS("sign-in-address", 200, Duration.ofMillis(500)),
    /** Attempts to sign up from one network address: each costs 0.2 s of CPU. The burst is enough for a class in one room. */
    SIGN_UP("sign-up", 60, Duration.ofSeconds(10)),
    /** New passwords of one account, also those that are rejected as too weak: each costs as much as a sign-up. */
    NEW_PASSWORD("new-password", 20, Duration.ofSeconds(30)),
    /** Password reset requests from one network address. */
    PASSWORD_RESET("password-reset", 50, Duration.ofSeconds(10)),
    /** Password reset requests for one mail address, so that they do not fill a mailbox. */
    RESET_MAIL("reset-mail", 3, Duration.ofMinutes(10)),
    /** Mail addresses that one account enters: each is sent a mail. */
    ADDRESS_MAIL("address-mail", 5, Duration.ofMinutes(10)),
    /** Changes of name, picture, language and visibility of one account: each clears the caches of all processes. */
    CHANGE_PROFILE("change-profile", 20, Duration.ofSeconds(5)),
    /** API tokens that one account creates, which also bounds the sessions that it can end. */
    CREATE_TOKEN("create-token", 60, Duration.ofSeconds(30)),
    /** Administrative actions of one administrator. */
    ADMINISTER("administer", 100, Duration.ofSeconds(1)),
    /** Messages of one account in all rooms. */
    POST_MESSAGE("post-message", 300, Duration.ofMillis(50)),
    /** Edits and deletions of one account. */
    EDIT_MESSAGE("edit-message", 60, Duration.ofSeconds(1)),
    /** Reactions and pins of one account: each is sent to everyone in the room. */
    REACT("react", 60, Duration.ofMillis(500)),
    /** Files and profile pictures that one account uploads. A file of 10 MB takes about ten seconds on a usual line. */
    UPLOAD("upload", 100, Duration.ofSeconds(2)),
    /** New rooms of one account. */
    CREATE_ROOM("create-room", 100, Duration.ofSeconds(5)),
    /** Names, topics and archiving by one account: each is sent to everyone in the room. */
    CHANGE_ROOM("change-room", 30, Duration.ofSeconds(5)),
    /** Rooms that one account joins and leaves: each makes everyone in the room reload the members. */
    JOIN_ROOM("join-room", 60, Duration.ofSeconds(2)),
    /** Invitations, role changes and removals by one account, and the invitation links that it creates. */
    MANAGE_MEMBERS("manage-members", 100, Duration.ofSeconds(2)),
    /** Read marks and notification levels of one account on all devices: each is sent to all of its sockets. */
    READ_MARK("read-mark", 300, Duration.ofMillis(100)),
    /** Invitation links that one account or one network address opens. */
    ROOM_LINK("room-link", 60, Duration.ofSeconds(2)),
    /** Searches of one account: each costs more than reading, and pages search while the user types. */
    SEARCH("search", 100, Duration.ofMillis(500)),
    /** Sockets that one account opens, in all its browsers. */
    OPEN_SOCKET("open-socket", 60, Duration.ofSeconds(1)),
    /** Frames of one socket. Quarkus queues them without a bound, so a socket that exceeds the limit is closed. */
    SOCKET_FRAME("socket-frame", 20, Duration.ofMillis(200)),
    /** Typing events of one socket in one room. Events above the limit are dropped without an error. */
    TYPING("typing", 1, Duration.ofSeconds(1)),
    /** Typing events of one account, on all sockets and in all rooms. */
    TYPING_ACCOUNT("typing-account", 10, Duration.ofMillis(500));

    private final String id;
    private final int burst;
    private final Duration refillInterval;

    RateLimit(String id, int burst, Duration refillInterval) {
        this.id = id;
        this.burst = burst;
        this.refillInterval = refillInterval;
    }

    /** The name in metrics and documentation. */
    public String id() {
        return id;
    }

    /** Number of requests that are allowed at once, before scaling. */
    public int burst() {
        return burst;
    }

    /** Time after which one more request is allowed. */
    public Duration refillInterval() {
        return refillInterval;
    }
}

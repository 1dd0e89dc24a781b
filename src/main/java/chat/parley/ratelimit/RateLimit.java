package chat.parley.ratelimit;

import java.time.Duration;

/**
 * All rate limits: burst, refill rate, and scope. Requests above a limit get 429 with {@code Retry-After}. {@code
 * parley.rate-limit.multiplier} scales them all.
 */
public enum RateLimit {

    /** Wrong passwords for one account from one place of the network: a guesser gets about 2,900 tries a day. */
    SIGN_IN_FAILURE("sign-in-failure", 10, Duration.ofSeconds(30)),
    /** The same from everywhere. Higher, so that one guesser does not keep the owner out. */
    SIGN_IN_ACCOUNT("sign-in-account", 60, Duration.ofSeconds(30)),
    /** Sign-ins from one address: each costs a tenth of a second of CPU, also the right ones. */
    SIGN_IN_ADDRESS("sign-in-address", 200, Duration.ofMillis(500)),
    /** Tries to make an account from one address: each costs two tenths of a second of CPU. A class in one room is 60 people. */
    SIGN_UP("sign-up", 60, Duration.ofSeconds(10)),
    /** New passwords that one account chooses, also those that are refused as too weak: each costs as much as a sign-up. */
    NEW_PASSWORD("new-password", 20, Duration.ofSeconds(30)),
    /** Forgotten passwords, from one address of the network. */
    PASSWORD_RESET("password-reset", 50, Duration.ofSeconds(10)),
    /** Forgotten passwords of one mail address, so that nobody's mailbox is filled. */
    RESET_MAIL("reset-mail", 3, Duration.ofMinutes(10)),
    /** Addresses that one account gives itself, each of which is sent a mail. */
    ADDRESS_MAIL("address-mail", 5, Duration.ofMinutes(10)),
    /** Changes of one account's name, picture, language and visibility: each makes every process forget whom it knows. */
    CHANGE_PROFILE("change-profile", 20, Duration.ofSeconds(5)),
    /** Tokens for programs that one account makes, and so the sessions that it can end. */
    CREATE_TOKEN("create-token", 60, Duration.ofSeconds(30)),
    /** What one administrator does to other people's accounts and rooms. */
    ADMINISTER("administer", 100, Duration.ofSeconds(1)),
    /** Messages of one account, in all rooms together. */
    POST_MESSAGE("post-message", 300, Duration.ofMillis(50)),
    /** Edits and deletions of one account. */
    EDIT_MESSAGE("edit-message", 60, Duration.ofSeconds(1)),
    /** Reactions and pins of one account: each is told to everyone in the room. */
    REACT("react", 60, Duration.ofMillis(500)),
    /** Files that one account sends, and pictures of its owner: all of 10 MB, they take ten seconds of a usual line each. */
    UPLOAD("upload", 100, Duration.ofSeconds(2)),
    /** New rooms of one account. */
    CREATE_ROOM("create-room", 100, Duration.ofSeconds(5)),
    /** Names, topics and archiving by one account: each is sent to everyone in the room. */
    CHANGE_ROOM("change-room", 30, Duration.ofSeconds(5)),
    /** Rooms that one account joins and leaves by itself: each time everyone in the room looks at its members again. */
    JOIN_ROOM("join-room", 60, Duration.ofSeconds(2)),
    /** Invitations, roles and removals by one account, and the links that it makes for others to come by. */
    MANAGE_MEMBERS("manage-members", 100, Duration.ofSeconds(2)),
    /** Read marks and notification levels that one account sets on all its devices: each goes to all its own sockets. */
    READ_MARK("read-mark", 300, Duration.ofMillis(100)),
    /** Links into rooms that one account tries, or one address of the network looks at. */
    ROOM_LINK("room-link", 60, Duration.ofSeconds(2)),
    /** Searches of one account: each costs more than reading does, and a page searches as one types. */
    SEARCH("search", 100, Duration.ofMillis(500)),
    /** Sockets that one account opens, in all its browsers. */
    OPEN_SOCKET("open-socket", 60, Duration.ofSeconds(1)),
    /** Frames that one socket may send: the platform queues them without a bound, so we close before it gets long. */
    SOCKET_FRAME("socket-frame", 20, Duration.ofMillis(200)),
    /** How often a room is told that somebody types there, on one socket: what is over it is dropped, not refused. */
    TYPING("typing", 1, Duration.ofSeconds(1)),
    /** The same of one account, on all its sockets and in all rooms together. */
    TYPING_ACCOUNT("typing-account", 10, Duration.ofMillis(500));

    private final String id;
    private final int burst;
    private final Duration pace;

    RateLimit(String id, int burst, Duration pace) {
        this.id = id;
        this.burst = burst;
        this.pace = pace;
    }

    /** Its name in metrics and documents. */
    public String id() {
        return id;
    }

    /** How many may come at once. */
    public int burst() {
        return burst;
    }

    /** How long it takes until one more may come. */
    public Duration pace() {
        return pace;
    }
}

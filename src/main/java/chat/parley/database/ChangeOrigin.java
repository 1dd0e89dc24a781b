package chat.parley.database;

/** The process that made a change in the database. Every change event carries it. */
public enum ChangeOrigin {
    /** This process. It notifies the others. */
    LOCAL,
    /** Another process. It has notified this one. */
    REMOTE
}

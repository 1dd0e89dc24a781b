package chat.parley.database;

/** The process that made a change of the database. Each event of a change has it. */
public enum ChangeOrigin {
    /** This process. It notifies the others. */
    LOCAL,
    /** Another process, which has notified this one. */
    REMOTE
}

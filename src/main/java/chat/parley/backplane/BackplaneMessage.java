package chat.parley.backplane;

/**
 * A message from one process to the others. It may be lost, repeated or late; receivers that depend on it compare with
 * the database.
 */
public sealed interface BackplaneMessage
        permits RoomUpdate, RoomBroadcast, AccountBroadcast, ChangeNotification, PresenceSnapshot, TraceHeader {

    /** The topic whose subscribers receive it. */
    Topic topic();
}

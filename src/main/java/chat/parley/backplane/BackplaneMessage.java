package chat.parley.backplane;

/** What one process tells others. May be lost, repeated, late: whoever hears it knows where to look if that matters. */
public sealed interface BackplaneMessage
        permits RoomUpdate, RoomBroadcast, AccountBroadcast, ChangeNotification, PresenceSnapshot, TraceHeader {

    Topic topic();
}

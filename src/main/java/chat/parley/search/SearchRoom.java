package chat.parley.search;

/**
 * A room that is searched alone.
 *
 * @param open whether it is public
 */
record SearchRoom(long id, boolean open) {}

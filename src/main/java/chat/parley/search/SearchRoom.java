package chat.parley.search;

/**
 * The only room to search.
 *
 * @param open whether it is public
 */
record SearchRoom(long id, boolean open) {}

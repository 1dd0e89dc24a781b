package chat.parley.avatar;

/** Somebody's picture, as it is kept: of what was written about it nothing is left. */
record Avatar(String type, byte[] bytes) {}

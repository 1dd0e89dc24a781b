package chat.parley.avatar;

/** A stored profile picture, without metadata. */
record Avatar(String type, byte[] bytes) {}

package chat.parley.attachment;

/**
 * A file that has come in whole.
 *
 * @param size its bytes, as they are kept
 * @param thumbnailType the media type of the small picture that came with it, null where none did
 * @param thumbnailSize its bytes
 */
record ReceivedFile(String name, long size, MediaInfo contents, String thumbnailType, Integer thumbnailSize) {}

package chat.parley.attachment;

import chat.parley.attachment.codec.MediaInfo;

/**
 * A completely received file.
 *
 * @param size the stored size in bytes
 * @param thumbnailType the media type of its thumbnail; null if there is none
 * @param thumbnailSize the size of the thumbnail in bytes
 */
record ReceivedFile(String name, long size, MediaInfo contents, String thumbnailType, Integer thumbnailSize) {}

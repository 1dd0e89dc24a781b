package chat.parley.message;

/** What of a file is to be sent: {@link AttachmentWriter} sends it, a piece at a time. */
record AttachmentBody(long attachment, boolean thumbnail, ByteRange range) {
}

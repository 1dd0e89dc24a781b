package chat.parley.attachment;

/**
 * A file or thumbnail as it is served.
 *
 * @param type the media type
 * @param shown whether browsers may display it inline
 */
record StoredFile(long attachment, boolean thumbnail, String name, String type, long size, boolean shown) {

    static StoredFile of(Attachment attachment) {
        return new StoredFile(
                attachment.id, false, attachment.name, attachment.type, attachment.size, attachment.showable());
    }

    static StoredFile thumbnailOf(Attachment attachment) {
        return new StoredFile(
                attachment.id, true, attachment.name, attachment.thumbnailType, attachment.thumbnailSize, true);
    }

    /** As {@code ETag} has it. What has one never changes. */
    String tag() {
        return thumbnail ? "\"%dt\"".formatted(attachment) : "\"%d\"".formatted(attachment);
    }
}

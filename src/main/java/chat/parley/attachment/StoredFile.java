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
                attachment.id, false, attachment.name, attachment.type, attachment.size, attachment.isDisplayable());
    }

    static StoredFile thumbnailOf(Attachment attachment) {
        return new StoredFile(
                attachment.id, true, attachment.name, attachment.thumbnailType, attachment.thumbnailSize, true);
    }

    /** The value of {@code ETag}. Files never change, so the id is enough. */
    String tag() {
        return thumbnail ? "\"%dt\"".formatted(attachment) : "\"%d\"".formatted(attachment);
    }
}

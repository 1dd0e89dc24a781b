package chat.parley.attachment;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A file of a message, as clients see it.
 *
 * @param width of an image that can be displayed, in pixels; null otherwise
 * @param thumbnail URL of the thumbnail; null if there is none
 */
@Schema(name = "Attachment")
public record AttachmentView(
        long id, String name, String type, long size, String url, Integer width, Integer height, String thumbnail) {

    private static final double MAX_PREVIEW_WIDTH_PIXELS = 400;
    private static final double MAX_PREVIEW_HEIGHT_PIXELS = 300;

    /** The width of the preview, in pixels; 0 for files without a preview. */
    public int shownWidth() {
        return width == null ? 0 : scaled(width);
    }

    /** The height of the preview, in pixels; 0 for files without a preview. */
    public int shownHeight() {
        return height == null ? 0 : scaled(height);
    }

    private int scaled(int side) {
        return (int) Math.max(
                1,
                Math.round(side
                        * Math.min(1, Math.min(MAX_PREVIEW_WIDTH_PIXELS / width, MAX_PREVIEW_HEIGHT_PIXELS / height))));
    }

    public static AttachmentView of(Attachment file) {
        return of(file.id, file.name, file.type, file.size, file.width, file.height, file.thumbnailType != null);
    }

    public static AttachmentView of(
            long id, String name, String type, long size, Integer width, Integer height, boolean thumbnail) {
        var url = "/api/attachments/" + id;
        return new AttachmentView(id, name, type, size, url, width, height, thumbnail ? url + "/thumbnail" : null);
    }
}

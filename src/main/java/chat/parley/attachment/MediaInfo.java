package chat.parley.attachment;

import java.io.IOException;
import java.io.OutputStream;

/**
 * What was detected in a file while it was received.
 *
 * @param width the displayed width of an image, in pixels; null for other files and for images without a readable size
 */
public record MediaInfo(FileType type, Integer width, Integer height) {

    /** More makes a browser give up, or the machine that it runs on. */
    private static final int MAX_SIDE_PIXELS = 32_767;

    private static final long MAX_PIXELS = 200_000_000;

    static MediaInfo of(FileType type) {
        return new MediaInfo(type, null, null);
    }

    /** A picture, if one can show it. */
    static MediaInfo of(FileType type, long width, long height) {
        var sound = width > 0
                && height > 0
                && width <= MAX_SIDE_PIXELS
                && height <= MAX_SIDE_PIXELS
                && width * height <= MAX_PIXELS;
        return sound ? new MediaInfo(type, (int) width, (int) height) : of(type);
    }

    /** Whether it can be shown in its place in the page. */
    public boolean showable() {
        return type.isPicture() && width != null;
    }

    /**
     * Copies a file, looking at it on its way. What says where a picture was taken, on what and by whom is left out. A file
     * that begins as a picture and does not go on as one is copied from there as it is, as a file of unknown type.
     */
    public static MediaInfo pass(PeekableInput from, OutputStream to) throws IOException {
        var type = FileType.of(from.peek(FileType.MAX_MAGIC_BYTES));
        return switch (type) {
            case JPEG -> new JpegMetadataStripper(from, to).run();
            case PNG -> PngMetadataStripper.run(from, to);
            case WEBP -> WebpMetadataStripper.run(from, to);
            case GIF -> gif(from, to);
            case UNKNOWN -> of(TextCheck.copy(from, to) ? FileType.TEXT : FileType.UNKNOWN);
            default -> asItIs(type, from, to);
        };
    }

    static MediaInfo asItIs(FileType type, PeekableInput from, OutputStream to) throws IOException {
        from.copyRest(to);
        return of(type);
    }

    private static MediaInfo gif(PeekableInput from, OutputStream to) throws IOException {
        var head = from.peek(10);
        from.copyRest(to);
        return head.length < 10 ? of(FileType.UNKNOWN) : of(FileType.GIF, little(head, 6), little(head, 8));
    }

    private static int little(byte[] bytes, int at) {
        return bytes[at] & 0xff | (bytes[at + 1] & 0xff) << 8;
    }
}

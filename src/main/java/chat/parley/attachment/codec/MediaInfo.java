package chat.parley.attachment.codec;

import java.io.IOException;
import java.io.OutputStream;

/**
 * What was detected in a file while it was received.
 *
 * @param width the displayed width of an image, in pixels; null for other files and for images without a readable size
 */
public record MediaInfo(FileType type, Integer width, Integer height) {

    /** Larger images can crash browsers. */
    private static final int MAX_SIDE_PIXELS = 32_767;

    private static final long MAX_PIXELS = 200_000_000;

    static MediaInfo of(FileType type) {
        return new MediaInfo(type, null, null);
    }

    /**
     * An image; without a size if it is too large to display.
     *
     * @param width in pixels
     * @param height in pixels
     */
    static MediaInfo of(FileType type, long width, long height) {
        var displayable = width > 0
                && height > 0
                && width <= MAX_SIDE_PIXELS
                && height <= MAX_SIDE_PIXELS
                && width * height <= MAX_PIXELS;
        return displayable ? new MediaInfo(type, (int) width, (int) height) : of(type);
    }

    /** Whether browsers can display it within a page. */
    public boolean isDisplayable() {
        return type.isPicture() && width != null;
    }

    /**
     * Copies a file and detects its type. The metadata of pictures, such as location, camera and author, is dropped.
     * If a picture turns out to be invalid, the rest is copied unchanged and the type is unknown.
     *
     * @throws IOException if reading or writing fails
     */
    public static MediaInfo copy(PeekableInput from, OutputStream to) throws IOException {
        var type = FileType.of(from.peek(FileType.MAX_MAGIC_BYTES));
        return switch (type) {
            case JPEG -> new JpegMetadataStripper(from, to).run();
            case PNG -> PngMetadataStripper.run(from, to);
            case WEBP -> WebpMetadataStripper.run(from, to);
            case GIF -> gif(from, to);
            case UNKNOWN -> of(PlainTextDetector.copy(from, to) ? FileType.TEXT : FileType.UNKNOWN);
            default -> copyUnchanged(type, from, to);
        };
    }

    static MediaInfo copyUnchanged(FileType type, PeekableInput from, OutputStream to) throws IOException {
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
